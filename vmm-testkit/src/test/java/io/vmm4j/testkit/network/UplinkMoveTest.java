package io.vmm4j.testkit.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmm4j.InvalidValueException;
import io.vmm4j.error.VmmException;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.pf.BridgedNetwork;
import io.vmm4j.pf.HostUplink;
import io.vmm4j.pf.PfError;
import io.vmm4j.pf.PfException;
import io.vmm4j.pf.UplinkConsent;
import io.vmm4j.pf.UplinkMove;
import io.vmm4j.plan.PlanError;
import io.vmm4j.plan.PlanException;
import io.vmm4j.testkit.Fault;
import io.vmm4j.testkit.FaultyExecutor;
import io.vmm4j.testkit.Packet;
import io.vmm4j.testkit.PacketFate;
import io.vmm4j.testkit.SimulatedHostBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The host's own address, moved off the interface that guests are to share. */
class UplinkMoveTest {

    private static final String FILE = "# the cable\ninet 10.0.2.15 255.255.255.0 description lan";
    private static final UplinkConsent CONSENT = UplinkConsent.of("em0", "10.0.2.15");

    private static SimulatedHostBuilder builder() {
        return NetworkStage.builder()
                .file("/etc/hostname.em0", FILE, "root", 0640)
                .file("/etc/mygate", "10.0.2.2\n");
    }

    private static HostUplink uplink(NetworkStage stage) {
        return stage.networks().uplink("em0");
    }

    private static void move(NetworkStage stage) {
        HostUplink uplink = uplink(stage);
        uplink.apply(uplink.plan(), CONSENT);
    }

    private static String reached(NetworkStage stage) {
        return stage.sh("ifconfig em0 | grep inet; ifconfig vport0 2>/dev/null | grep inet;"
                + " ifconfig veb0 2>/dev/null | grep flags=3; netstat -rnf inet | grep default; cat /etc/hostname.*");
    }

    private static List<String> connections(NetworkStage stage) {
        return stage.sh("pfctl -ss | grep '10.0.2.15:22 <- 10.0.2.2'").lines().toList();
    }

    @Test
    void a_session_over_the_uplink_survives_and_new_ones_come_in() {
        try (NetworkStage stage = new NetworkStage(builder());
                CommandExecutor session = stage.host.executor().newConnection()) {
            session.run(Command.read("true"));
            UplinkMove move = uplink(stage).plan();

            assertThat(move.isAgreedTo(CONSENT)).isTrue();
            assertThat(move.plan().toString())
                    .contains("move 10.0.2.15/24 from em0 to vport0", "takes all of it back by itself")
                    .contains("+# vmm4j: moved to vport0: inet 10.0.2.15 255.255.255.0 description lan");
            move(stage);

            List<String> connections = connections(stage);
            session.run(Command.read("true"));
            // One more is that of the second look itself: the session was not made anew.
            assertThat(connections(stage)).hasSize(connections.size() + 1).containsAll(connections);
            assertThat(stage.host.network().admitsSsh()).isTrue();
            assertThat(reached(stage)).isEqualTo("""
                            \tinet 10.0.2.15 netmask 0xffffff00 broadcast 10.0.2.255
                            \tvport0 flags=3<LEARNING,DISCOVER>
                            \tem0 flags=3<LEARNING,DISCOVER>
                            """ + stage.sh("netstat -rnf inet | grep default") + """
                            # the cable
                            # vmm4j: moved to vport0: inet 10.0.2.15 255.255.255.0 description lan
                            # vmm4j: uplink begins, the line before had no end
                            up
                            # vmm4j: uplink ends
                            # vmm4j: em0, with the host on vport0
                            add em0
                            add vport0
                            up
                            # vmm4j: the addresses of em0
                            inet 10.0.2.15 255.255.255.0 description lan
                            up
                            """);
            assertThat(stage.sh("netstat -rnf inet | grep default")).contains("10.0.2.2", "vport0");
            assertThat(uplink(stage).plan().plan().isEmpty()).isTrue();
        }
    }

    @Test
    void a_reboot_brings_it_back_and_guests_are_on_the_lan() throws InterruptedException {
        try (NetworkStage stage = new NetworkStage(builder().file("/var/web.raw", "x"))) {
            move(stage);
            stage.make(BridgedNetwork.of("lan", "veb0"));
            stage.host.reboot();

            assertThat(stage.host.network().egressInterface()).isEqualTo("vport0");
            assertThat(stage.host.network().egressAddress()).isEqualTo("10.0.2.15");
            assertThat(stage.host.network().admitsSsh()).isTrue();
            stage.sh("vmctl start -m 512M -d /var/web.raw -n lan web; sleep 5");
            assertThat(stage.host
                            .network()
                            .send(Packet.tcp("10.0.2.77", 40_000, "10.0.2.3", 53)
                                    .arrivingOn("tap0")))
                    .isInstanceOfSatisfying(
                            PacketFate.Sent.class,
                            sent -> assertThat(sent.device()).isEqualTo("em0"));
        }
    }

    @Test
    void moved_back_nothing_is_left_of_it() {
        try (NetworkStage stage = new NetworkStage(builder())) {
            String before = stage.state();
            move(stage);
            UplinkMove back = uplink(stage).removal();

            assertThat(back.isAgreedTo(CONSENT)).isTrue();
            uplink(stage).apply(back, CONSENT);

            assertThat(stage.state()).isEqualTo(before);
            assertThat(uplink(stage).removal().plan().isEmpty()).isTrue();
            stage.host.reboot();
            assertThat(stage.host.network().admitsSsh()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({"em1, 10.0.2.15", "em0, 10.0.2.16", "em0, 10.0.2.2"})
    void a_consent_to_something_else_is_none(String interfaceName, String address) {
        try (NetworkStage stage = new NetworkStage(builder())) {
            String before = stage.state();
            HostUplink uplink = uplink(stage);
            UplinkMove move = uplink.plan();

            assertThatThrownBy(() -> uplink.apply(move, UplinkConsent.of(interfaceName, address)))
                    .isInstanceOfSatisfying(
                            PfException.class, e -> assertThat(e.code()).isEqualTo(PfError.UPLINK_NOT_AGREED));
            assertThat(stage.state()).isEqualTo(before);
        }
    }

    /** The administrator lets in by the name of the card only, and the host has its address elsewhere now. */
    @Test
    void rules_that_keep_new_connections_out_afterwards_have_the_host_take_it_back() {
        String rules = "set skip on lo\nblock return\npass out\npass in on em0 proto tcp to port 22\n";
        try (NetworkStage stage = new NetworkStage(builder().file("/etc/pf.conf", rules, "root", 0600))) {
            String before = stage.state();
            assertThat(uplink(stage).plan().plan().notes())
                    .anySatisfy(note -> assertThat(note).contains("/etc/pf.conf names em0", "pass in on em0"));

            assertThatThrownBy(() -> move(stage))
                    .isInstanceOfSatisfying(
                            PlanException.class, e -> assertThat(e.code()).isEqualTo(PlanError.NOT_CONFIRMED));

            assertThat(stage.state()).isEqualTo(before);
            assertThat(stage.host.network().admitsSsh()).isTrue();
        }
    }

    /** From a round trip on nobody reaches the host any more, for good. */
    @ParameterizedTest
    @EnumSource
    void a_host_that_is_not_reached_any_more_is_wholly_as_before_or_wholly_moved(Fault fault)
            throws InterruptedException {
        Set<String> outcomes = new TreeSet<>();
        for (int trip = 2; trip <= 11; trip++) {
            try (NetworkStage stage = new NetworkStage(builder())) {
                String old = stage.state();
                FaultyExecutor faulty = FaultyExecutor.around(stage.host.executor(), stage.host.timeline());
                HostUplink uplink = stage.networks(faulty).uplink("em0");
                UplinkMove move = uplink.plan();
                faulty.spoilFrom(trip, fault);
                try {
                    uplink.apply(move, CONSENT);
                } catch (VmmException e) {
                    assertThat(e.hint()).isNotBlank();
                }
                stage.host.timeline().sleep(Duration.ofMinutes(10));

                boolean moved = stage.sh("ifconfig vport0 2>/dev/null").contains("inet 10.0.2.15");
                if (!moved) {
                    assertThat(stage.state())
                            .as("%s from round trip %d on", fault, trip)
                            .isEqualTo(old);
                } else {
                    assertThat(stage.cat("/etc/hostname.em0")).contains("moved to vport0");
                    assertThat(stage.sh("ls /var/db/vmm4j/guard /etc/*.candidate 2>/dev/null"))
                            .isEmpty();
                }
                assertThat(stage.host.network().admitsSsh()).isTrue();
                outcomes.add(moved ? "moved" : "as before");
            }
        }
        assertThat(outcomes).contains("as before");
    }

    @Test
    void a_reboot_on_probation_finds_the_host_as_it_was() {
        try (NetworkStage stage = new NetworkStage(builder())) {
            String before = reached(stage);
            FaultyExecutor faulty = FaultyExecutor.around(stage.host.executor(), stage.host.timeline());
            HostUplink uplink = stage.networks(faulty).uplink("em0");
            UplinkMove move = uplink.plan();
            faulty.spoilFrom(faulty.roundTrips() + move.plan().changes().size() + 4, Fault.LOST_BEFORE);
            assertThatThrownBy(() -> uplink.apply(move, CONSENT)).isInstanceOf(VmmException.class);
            assertThat(stage.sh("ifconfig vport0")).contains("inet 10.0.2.15");

            stage.host.powerFailure();

            stage.sh("rm -f /etc/hostname.*.candidate");
            assertThat(reached(stage)).isEqualTo(before);
            assertThat(stage.host.network().admitsSsh()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "inet autoconf\n",
                "inet 10.0.2.15/24\ninet6 2001:db8::1 64\n",
                "inet 10.0.2.15/24\n!route add -inet 10.9.0.0/16 10.0.2.9\n",
                "inet 10.0.2.16/24\n",
                "inet 10.0.2.15/24\ninet alias 10.0.2.16/24\n"
            })
    void what_cannot_be_moved_without_loss_is_refused(String file) {
        SimulatedHostBuilder builder = builder().file("/etc/hostname.em0", file, "root", 0640);
        try (NetworkStage stage = new NetworkStage(builder)) {
            // As somebody has set it who has not written it down.
            stage.sh("ifconfig em0 inet 10.0.2.15/24; route -qn add -inet default 10.0.2.2");

            assertThatThrownBy(() -> uplink(stage).plan())
                    .isInstanceOfSatisfying(
                            PfException.class, e -> assertThat(e.code()).isEqualTo(PfError.UPLINK_NOT_MOVABLE));
        }
    }

    @Test
    void a_route_through_it_that_would_be_lost_and_a_default_route_that_boot_does_not_know_are_refused() {
        try (NetworkStage stage = new NetworkStage(builder())) {
            stage.sh("route -qn add -inet 10.9.0.0/16 10.0.2.9");
            assertThatThrownBy(() -> uplink(stage).plan())
                    .hasMessageContaining("the route to 10.9/16 leads through it");

            stage.sh("route -qn delete -inet 10.9.0.0/16; echo 10.0.2.9 >/etc/mygate");
            assertThatThrownBy(() -> uplink(stage).plan()).hasMessageContaining("/etc/mygate says 10.0.2.9");
        }
    }

    @Test
    void without_a_file_addresses_are_not_static_and_a_member_of_a_bridge_needs_no_move() {
        try (NetworkStage stage = new NetworkStage()) {
            assertThatThrownBy(() -> uplink(stage).plan()).hasMessageContaining("has no file /etc/hostname.em0");
            assertThatThrownBy(() -> stage.networks().uplink("em7").plan())
                    .hasMessageContaining("there is no such interface");
            assertThatThrownBy(() -> stage.networks().uplink("../em0")).isInstanceOf(InvalidValueException.class);
        }
        try (NetworkStage stage = new NetworkStage(builder().networkInterface("bridge5", "add em0", "up"))) {
            assertThatThrownBy(() -> uplink(stage).plan()).hasMessageContaining("member of bridge5 already");
        }
    }

    @Test
    void it_stays_while_guests_or_networks_are_on_it_and_while_others_have_changed_its_files() {
        try (NetworkStage stage = new NetworkStage(builder())) {
            move(stage);
            BridgedNetwork lan = BridgedNetwork.of("lan", "veb0");
            stage.make(lan);
            assertThatThrownBy(() -> uplink(stage).removal())
                    .isInstanceOfSatisfying(
                            PfException.class, e -> assertThat(e.code()).isEqualTo(PfError.UPLINK_IN_USE));

            stage.remove(lan);
            stage.sh("echo 'add em1' >>/etc/hostname.veb0");
            assertThatThrownBy(() -> uplink(stage).removal())
                    .hasMessageContaining("/etc/hostname.veb0 is not what was written");
        }
    }
}
