package io.vmm4j.testkit.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.Ipv4Address;
import io.vmm4j.Subnet;
import io.vmm4j.pf.NameService;
import io.vmm4j.pf.PortForward;
import io.vmm4j.pf.RoutedNetwork;
import io.vmm4j.testkit.Packet;
import io.vmm4j.testkit.PacketFate;
import io.vmm4j.testkit.SimulatedHostBuilder;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Whatever rules an administrator has: packets that are none of the network's are decided as before it. */
class NetworkDecisionsTest {

    private static final int RULE_SETS = 20;
    private static final int PACKETS = 500;
    private static final int MOST_RULES = 12;

    private static final List<String> HOSTS =
            List.of("198.51.100.7", "203.0.113.9", "10.0.2.15", "10.0.2.2", "192.0.2.33", "10.30.0.1");
    private static final List<Integer> PORTS = List.of(22, 53, 80, 443, 8080, 25);

    private static final RoutedNetwork LAN = RoutedNetwork.builder("lan")
            .subnet("10.20.0.0/24")
            .names(NameService.redirectedTo(Ipv4Address.of("9.9.9.9")))
            .forward(PortForward.tcp(2222, Ipv4Address.of("10.20.0.10"), 22))
            .unreachable(Subnet.of("192.168.7.0/24"))
            .isolated()
            .build();

    @Test
    @DisplayName("Scenario 12: whatever rules an administrator has, ten thousand packets are decided as before")
    void ten_thousand_packets_are_decided_as_before() {
        Map<String, Integer> fates = new HashMap<>();
        for (int seed = 0; seed < RULE_SETS; seed++) {
            String conf = new RuleSet(new Random(seed)).text();
            try (NetworkStage before = stage(conf);
                    NetworkStage after = stage(conf)) {
                before.sh("sysctl net.inet.ip.forwarding=1");
                after.make(LAN);
                compare(before, after, new Random(seed), conf, fates);
            }
        }
        assertThat(fates.keySet()).contains("Delivered", "Sent", "Blocked");
        assertThat(fates.values().stream().mapToInt(count -> count).sum()).isEqualTo(RULE_SETS * PACKETS);
        assertThat(fates.values()).allSatisfy(count -> assertThat(count).isGreaterThan(PACKETS / 10));
    }

    private static void compare(
            NetworkStage before, NetworkStage after, Random random, String conf, Map<String, Integer> fates) {
        for (int i = 0; i < PACKETS; i++) {
            Packet packet = packet(random, i);
            PacketFate fate = before.host.network().send(packet);
            assertThat(after.host.network().send(packet))
                    .as("%s by the rules%n%s", packet, conf)
                    .isEqualTo(fate);
            fates.merge(fate.getClass().getSimpleName(), 1, Integer::sum);
        }
    }

    /** None of them has an address of the network; ports of the host that are forwarded are the network's. */
    private static Packet packet(Random random, int number) {
        String from = any(HOSTS, random);
        String to = any(HOSTS, random);
        int port = any(PORTS, random);
        Packet packet = random.nextBoolean()
                ? Packet.tcp(from, 1_024 + number, to, port)
                : Packet.udp(from, 1_024 + number, to, port);
        return random.nextInt(4) == 0 ? packet : packet.arrivingOn("em0");
    }

    private static NetworkStage stage(String conf) {
        SimulatedHostBuilder builder = NetworkStage.builder().file("/etc/pf.conf", conf, "root", 0600);
        return new NetworkStage(builder);
    }

    private static <T> T any(List<T> all, Random random) {
        return all.get(random.nextInt(all.size()));
    }

    /** A pf.conf(5) that somebody could have written, which lets in ssh(1) first. */
    private record RuleSet(Random random) {

        /** What a rule can be about. */
        private enum Part {
            DEVICE,
            FAMILY,
            PROTOCOL,
            SOURCE,
            DESTINATION
        }

        String text() {
            StringBuilder text =
                    new StringBuilder("set skip on lo\ntable <bad> persist { 203.0.113.0/24 198.51.100.7 }\n");
            text.append("pass in quick on em0 proto tcp to port 22\n");
            text.append(
                    any(List.of("block return\n", "block drop\n", "pass\n", "block return in\npass out\n"), random));
            for (int count = random.nextInt(MOST_RULES); count > 0; count--) {
                text.append(random.nextInt(6) == 0 ? anchor() : rule());
            }
            return text.toString();
        }

        private String anchor() {
            return "anchor " + any(List.of("in ", "out ", "on em0 ", ""), random) + "{\n" + rule() + rule() + "}\n";
        }

        private String rule() {
            EnumSet<Part> parts = EnumSet.noneOf(Part.class);
            for (Part part : Part.values()) {
                if (random.nextInt(3) == 0) {
                    parts.add(part);
                }
            }
            StringBuilder rule = new StringBuilder(any(List.of("pass", "pass", "block drop", "block return"), random));
            rule.append(any(List.of(" in", " out", ""), random));
            rule.append(random.nextInt(5) == 0 ? " quick" : "");
            rule.append(parts.contains(Part.DEVICE) ? any(List.of(" on em0", " on egress", " on ! lo"), random) : "");
            rule.append(parts.contains(Part.FAMILY) ? " inet" : "");
            rule.append(
                    parts.contains(Part.PROTOCOL) ? " proto " + any(List.of("tcp", "udp", "{ tcp udp }"), random) : "");
            rule.append(" from ").append(parts.contains(Part.SOURCE) ? address() : "any");
            rule.append(" to ").append(parts.contains(Part.DESTINATION) ? address() : "any");
            if (parts.contains(Part.PROTOCOL)) {
                rule.append(" port ").append(any(List.of("22", "{ 53 80 443 }", "20:100", "!= 25"), random));
            }
            return rule.append(random.nextInt(6) == 0 ? " no state\n" : "\n").toString();
        }

        private String address() {
            String host = any(HOSTS, random);
            return any(List.of(host, "! " + host, host + "/24", "<bad>", "! <bad>", "10.0.0.0/8", "(em0)"), random);
        }
    }
}
