package io.vmm4j.testkit.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.Ipv4Address;
import io.vmm4j.Subnet;
import io.vmm4j.pf.NameService;
import io.vmm4j.pf.PortForward;
import io.vmm4j.pf.RoutedNetwork;
import io.vmm4j.pf.SwitchBackend;
import io.vmm4j.testkit.Packet;
import io.vmm4j.testkit.PacketFate;
import io.vmm4j.testkit.SimulatedHostBuilder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of packets on a host with a network. */
class NetworkPacketsTest {

    private static final String WEB = "10.20.0.10";
    private static final String DB = "10.20.0.11";
    private static final RoutedNetwork LAN = RoutedNetwork.builder("lan")
            .subnet("10.20.0.0/24")
            .names(NameService.redirectedTo(Ipv4Address.of("9.9.9.9")))
            .forward(PortForward.tcp(2222, Ipv4Address.of(WEB), 22))
            .unreachable(Subnet.of("192.168.7.0/24"))
            .build();

    /** Of an administrator who permits much, and of one who permits nothing but ssh(1). */
    @DisplayName("Scenario 12: guests leave with the host's address, whatever the rules before")
    @ParameterizedTest
    @ValueSource(
            strings = {NetworkStage.PF_CONF, "block drop\npass in on egress proto tcp to port 22\npass out on egress\n"
            })
    void guests_leave_with_the_hosts_address_whatever_the_rules_before(String conf) {
        try (NetworkStage stage = new NetworkStage(builder(conf))) {
            stage.make(LAN);

            PacketFate fate = fromGuest(stage, Packet.tcp(WEB, 40_000, "1.1.1.1", 443));

            assertThat(fate)
                    .isInstanceOfSatisfying(
                            PacketFate.Sent.class,
                            sent -> assertThat(sent.packet().source())
                                    .isEqualTo(stage.host.network().egressAddress()));
            assertThat(stage.host.network().admitsSsh()).isTrue();
        }
    }

    @Test
    void questions_for_names_go_to_the_resolver() {
        try (NetworkStage stage = new NetworkStage(builder(NetworkStage.PF_CONF))) {
            stage.make(LAN);

            assertThat(fromGuest(stage, Packet.udp(WEB, 40_000, "8.8.8.8", 53)))
                    .isInstanceOfSatisfying(
                            PacketFate.Sent.class,
                            sent -> assertThat(sent.packet().destination()).isEqualTo("9.9.9.9"));
        }
    }

    @Test
    void a_network_out_of_reach_and_addresses_that_are_lies_are_blocked() {
        try (NetworkStage stage = new NetworkStage(builder(NetworkStage.PF_CONF))) {
            stage.make(LAN);

            assertThat(fromGuest(stage, Packet.tcp(WEB, 40_000, "192.168.7.7", 80)))
                    .isInstanceOf(PacketFate.Blocked.class);
            assertThat(fromGuest(stage, Packet.tcp("10.99.0.1", 40_000, "1.1.1.1", 80)))
                    .isInstanceOf(PacketFate.Blocked.class);
            assertThat(stage.host
                            .network()
                            .send(Packet.tcp(WEB, 40_000, "10.20.0.1", 80).arrivingOn("em0")))
                    .isInstanceOf(PacketFate.Blocked.class);
        }
    }

    @Test
    void guests_reach_their_host_although_all_private_networks_are_out_of_reach() {
        RoutedNetwork closed =
                LAN.toBuilder().unreachable(Subnet.of("10.0.0.0/8")).build();
        try (NetworkStage stage = new NetworkStage(builder(NetworkStage.PF_CONF))) {
            stage.make(closed);

            assertThat(fromGuest(stage, Packet.tcp(WEB, 40_000, "10.20.0.1", 22)))
                    .isInstanceOf(PacketFate.Delivered.class);
            assertThat(fromGuest(stage, Packet.tcp(WEB, 40_000, "10.30.0.1", 22)))
                    .isInstanceOf(PacketFate.Blocked.class);
            assertThat(fromGuest(stage, Packet.tcp(WEB, 40_000, "1.1.1.1", 443)).isPassed())
                    .isTrue();
        }
    }

    @Test
    void a_forwarded_port_reaches_the_guest() {
        try (NetworkStage stage = new NetworkStage(builder(NetworkStage.PF_CONF))) {
            stage.make(LAN);
            stage.host.network().fromOutside(stage.host.network().egressAddress(), 2222);

            assertThat(stage.sh("pfctl -ss")).contains(WEB + ":22");
        }
    }

    @ParameterizedTest
    @EnumSource
    void guests_that_are_isolated_reach_the_world_and_the_host_but_not_each_other(SwitchBackend backend) {
        RoutedNetwork isolated = LAN.toBuilder().backend(backend).isolated().build();
        try (NetworkStage stage = new NetworkStage(builder(NetworkStage.PF_CONF))) {
            stage.make(isolated);
            start(stage, "web");
            start(stage, "db");

            List<String> taps = taps(stage, backend.device() + "0");
            assertThat(taps).hasSize(2);
            assertThat(arrive(stage, Packet.tcp(WEB, 40_000, DB, 22), taps.get(0)))
                    .isInstanceOf(PacketFate.Blocked.class);
            assertThat(arrive(stage, Packet.tcp(WEB, 40_000, "10.20.0.1", 22), taps.get(0)))
                    .isInstanceOf(PacketFate.Delivered.class);
            assertThat(arrive(stage, Packet.tcp(WEB, 40_001, "1.1.1.1", 443), taps.get(0))
                            .isPassed())
                    .isTrue();
        }
    }

    private static SimulatedHostBuilder builder(String conf) {
        return NetworkStage.builder().file("/etc/pf.conf", conf, "root", 0600);
    }

    private static PacketFate fromGuest(NetworkStage stage, Packet packet) {
        return arrive(stage, packet, "vport0");
    }

    private static PacketFate arrive(NetworkStage stage, Packet packet, String device) {
        return stage.host.network().send(packet.arrivingOn(device));
    }

    private static void start(NetworkStage stage, String vm) {
        assertThat(stage.sh("vmctl create -s 1G /var/" + vm + ".raw 2>&1; vmctl start -m 512M -d /var/" + vm
                        + ".raw -n lan " + vm + " 2>&1; sleep 3"))
                .contains("started vm");
    }

    private static List<String> taps(NetworkStage stage, String device) {
        List<String> taps = new ArrayList<>();
        for (String line : stage.sh("ifconfig " + device).lines().toList()) {
            if (line.startsWith("\ttap")) {
                taps.add(line.strip().split(" ", 2)[0]);
            }
        }
        return taps;
    }
}
