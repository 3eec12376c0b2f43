package io.vmm4j.testkit.internal.pf;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.testkit.internal.host.Console;
import io.vmm4j.testkit.internal.hypervisor.Stage;
import io.vmm4j.testkit.internal.pf.filter.PacketFilter.Tagged;
import io.vmm4j.testkit.internal.pf.filter.PfPacket;
import io.vmm4j.testkit.internal.pf.filter.Verdict;
import io.vmm4j.testkit.internal.pf.rule.IpAddress;
import io.vmm4j.testkit.internal.pf.rule.Protocols;
import io.vmm4j.testkit.internal.pf.rule.TcpFlags;
import io.vmm4j.time.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Random rules and packets: pfctl(8) reads what it prints, and the filter decides as a few lines of plain code do. */
class PfPropertyTest {

    private static final int RULES = 12;
    private static final int PACKETS = 400;
    private static final List<String> NETS = List.of("any", "10.0.0.0/8", "10.1.0.0/16", "10.1.2.3", "192.0.2.0/24");
    private static final List<String> DEVICES = List.of("", "em0", "lo0", "tap");
    private static final List<Integer> PORTS = List.of(22, 53, 80, 443);

    private final Stage host = new Stage();

    /** A rule without state, in parts. */
    private record Plain(
            boolean pass, boolean quick, String way, String device, boolean negated, String from, String to, int port) {

        static Plain random(Random random) {
            return new Plain(
                    random.nextBoolean(),
                    random.nextInt(4) == 0,
                    List.of("", " in", " out").get(random.nextInt(3)),
                    DEVICES.get(random.nextInt(DEVICES.size())),
                    random.nextInt(4) == 0,
                    NETS.get(random.nextInt(NETS.size())),
                    NETS.get(random.nextInt(NETS.size())),
                    random.nextInt(3) == 0 ? 0 : PORTS.get(random.nextInt(PORTS.size())));
        }

        String text() {
            return (pass ? "pass" : "block drop") + way + (quick ? " quick" : "")
                    + (device.isEmpty() ? "" : (negated ? " on ! " : " on ") + device) + " inet"
                    + (port == 0 ? "" : " proto tcp") + " from " + from + " to " + to
                    + (port == 0 ? "" : " port " + port) + (pass ? " flags any no state" : "");
        }

        boolean means(boolean in, String at, PfPacket packet) {
            boolean on = device.isEmpty() || (at.startsWith(device) != negated);
            return (way.isEmpty() || way.equals(in ? " in" : " out"))
                    && on
                    && isIn(packet.source().inet(), from)
                    && isIn(packet.destination().inet(), to)
                    && (port == 0 || (packet.protocol() == Protocols.TCP && packet.destinationPort() == port));
        }

        private static boolean isIn(int address, String net) {
            if (net.equals("any")) {
                return true;
            }
            String[] parts = net.split("/", -1);
            int length = parts.length == 1 ? 32 : Integer.parseInt(parts[1]);
            int shift = 32 - length;
            int wanted = IpAddress.parse(parts[0]).orElseThrow().inet();
            return shift == 0 ? address == wanted : address >>> shift == wanted >>> shift;
        }
    }

    private static boolean passes(List<Plain> rules, boolean in, String device, PfPacket packet) {
        boolean pass = true;
        for (Plain rule : rules) {
            if (rule.means(in, device, packet)) {
                pass = rule.pass();
                if (rule.quick()) {
                    return pass;
                }
            }
        }
        return pass;
    }

    private static PfPacket packet(Random random) {
        List<String> addresses = List.of("10.0.0.1", "10.1.0.1", "10.1.2.3", "192.0.2.9", "203.0.113.4");
        IpAddress from = IpAddress.parse(addresses.get(random.nextInt(5))).orElseThrow();
        IpAddress to = IpAddress.parse(addresses.get(random.nextInt(5))).orElseThrow();
        int port = PORTS.get(random.nextInt(PORTS.size()));
        return random.nextBoolean()
                ? PfPacket.tcp(from, 1024, to, port, TcpFlags.SYN)
                : new PfPacket(Protocols.UDP, from, 1024, to, port, 0, 0, 0);
    }

    private void load(List<Plain> rules) {
        StringBuilder text = new StringBuilder();
        rules.forEach(rule -> text.append(rule.text()).append('\n'));
        assertThat(host.perform("root", "pfctl -F all -f -", text.toString()).status())
                .isZero();
    }

    @Test
    void the_last_rule_that_matches_decides_unless_one_is_quick() {
        Random random = new Random(7);
        host.run("ifconfig tap0 create up");
        for (int round = 0; round < 10; round++) {
            List<Plain> rules = IntStream.range(0, RULES)
                    .mapToObj(i -> Plain.random(random))
                    .toList();
            load(rules);
            for (int i = 0; i < PACKETS; i++) {
                boolean in = random.nextBoolean();
                String device = List.of("em0", "lo0", "tap0").get(random.nextInt(3));
                PfPacket packet = packet(random);
                Verdict verdict = host.filter().decide(packet, in, device, "", new Tagged());

                assertThat(verdict instanceof Verdict.Passed)
                        .as("%s %s %s by %s", packet, in, device, rules)
                        .isEqualTo(passes(rules, in, device, packet));
            }
        }
    }

    @Test
    void what_pfctl_prints_it_reads_again_and_prints_the_same() {
        Random random = new Random(11);
        List<String> lines = new ArrayList<>(List.of(
                "match out on egress inet from 10.0.0.0/8 nat-to (egress:0) static-port",
                "pass in quick log (all, user) on ! em0 inet6 proto tcp from any port 1024:2048 to any port != 80",
                "pass in on rdomain 3 proto { tcp udp } to port { 53 >< 60, 1 <> 9, >= 1000 } tag A !tagged B",
                "block return-icmp(host-unr, admin-unr) out proto udp user { 0 unknown }",
                "pass in inet proto icmp icmp-type { echoreq, unreach code needfrag } keep state (if-bound, sloppy)",
                "pass in on egress inet proto tcp to (egress) port 8000:8010 rdr-to 10.0.0.9 port 9000:*",
                "pass out modulate state (max 10) label \"$if:$proto:$dstport\"",
                "anchor \"x/*\" in on em0 proto tcp",
                "pass from { 10.0.0.1 - 10.0.0.9, <t>, (em0:network), no-route } to ! self"));
        IntStream.range(0, 50).forEach(i -> lines.add(Plain.random(random).text()));

        String first = print(String.join("\n", lines) + "\n");

        assertThat(print(first)).isEqualTo(first);
    }

    private String print(String rules) {
        Console.Result result = host.perform("root", "pfctl -nvf -", rules);
        assertThat(result.stderr()).isEmpty();
        assertThat(result.status()).isZero();
        return result.stdout();
    }

    @Test
    void ten_thousand_packets_are_decided_in_a_moment() {
        Random random = new Random(13);
        load(IntStream.range(0, 100).mapToObj(i -> Plain.random(random)).toList());
        Duration best = Duration.ofDays(1);

        for (int round = 0; round < 3; round++) {
            long start = Timeline.system().nanoTime();
            for (int i = 0; i < 10_000; i++) {
                host.filter().decide(packet(random), true, "em0", "", new Tagged());
            }
            Duration time = Duration.ofNanos(Timeline.system().nanoTime() - start);
            best = time.compareTo(best) < 0 ? time : best;
        }

        assertThat(best).isLessThan(Duration.ofSeconds(1));
    }
}
