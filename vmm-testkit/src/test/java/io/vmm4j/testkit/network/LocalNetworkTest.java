package io.vmm4j.testkit.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.Ipv4Address;
import io.vmm4j.host.Finding;
import io.vmm4j.pf.LocalNetwork;
import io.vmm4j.pf.NameService;
import io.vmm4j.pf.NetworkCheck;
import io.vmm4j.testkit.Packet;
import io.vmm4j.testkit.PacketFate;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the host does for guests with local interfaces. */
class LocalNetworkTest {

    private static final String UNBOUND_CONF = "/var/unbound/etc/unbound.conf";

    /** Who answers questions for names, if it is asked for. */
    enum Answerer {
        UNBOUND,
        ANOTHER;

        private NameService names() {
            return this == UNBOUND ? NameService.unbound() : NameService.redirectedTo(Ipv4Address.of("9.9.9.9"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_guest_resolves_names_once_it_is_asked_for_and_again_after_a_reboot(Answerer answerer)
            throws InterruptedException {
        LocalNetwork plain = LocalNetwork.of("local");
        LocalNetwork named =
                LocalNetwork.builder("local").names(answerer.names()).build();
        try (NetworkStage stage = withGuest("")) {
            stage.make(plain);
            assertThat(stage.host.network().resolvesNames("web")).isFalse();
            stage.sh("pfctl -k 100.64.1.3");

            stage.make(named);
            requireServed(stage, named);
            stage.host.reboot();
            stage.host.timeline().sleep(Duration.ofMinutes(2));
            requireServed(stage, named);

            stage.make(plain);
            stage.sh("pfctl -k 100.64.1.3");
            assertThat(stage.host.network().resolvesNames("web")).isFalse();
        }
    }

    private static void requireServed(NetworkStage stage, LocalNetwork network) {
        assertThat(stage.host.network().resolvesNames("web")).isTrue();
        assertThat(stage.host.network().fromGuest("web", Packet.Protocol.TCP, "1.1.1.1", 443))
                .isInstanceOfSatisfying(
                        PacketFate.Sent.class,
                        sent -> assertThat(sent.packet().source())
                                .isEqualTo(stage.host.network().egressAddress()));
        assertThat(stage.network(network).verify())
                .extracting(check -> check.finding().verdict())
                .doesNotContain(Finding.Verdict.NO);
        assertThat(stage.network(network).verify())
                .extracting(NetworkCheck::subject)
                .contains(NetworkCheck.Subject.NAMES);
    }

    /** Where unbound(8) listens by default is where guests are redirected to; what an administrator says ends the default. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "server:\n\tinterface: 10.0.2.15\n",
                "server:\n\tinterface: 10.0.2.15@53\n",
                "server:\n\tinterface: 127.0.0.1\n",
                "server:\n\tinterface: 127.0.0.1 # us\n\tinterface: ::1\n",
                "server:\n\tinterface: 0.0.0.0\n"
            })
    void unbound_answers_guests_wherever_it_listens_for_others(String conf) throws InterruptedException {
        LocalNetwork named =
                LocalNetwork.builder("local").names(NameService.unbound()).build();
        try (NetworkStage stage = withGuest(conf)) {
            stage.make(named);

            assertThat(stage.host.network().resolvesNames("web")).isTrue();
            assertThat(stage.network(named).plan().isEmpty()).isTrue();
            stage.remove(named);
            assertThat(stage.cat(UNBOUND_CONF)).isEqualTo(conf);
        }
    }

    @Test
    void whoever_removes_the_request_leaves_no_trace() throws InterruptedException {
        LocalNetwork named =
                LocalNetwork.builder("local").names(NameService.unbound()).build();
        try (NetworkStage stage = withGuest("")) {
            String before = stage.state();
            stage.make(named);
            assertThat(stage.sh("rcctl check unbound; pfctl -a vmm4j/local -sr"))
                    .contains("unbound(ok)", "rdr-to 127.0.0.1");

            stage.remove(named);
            assertThat(stage.state()).isEqualTo(before);
        }
    }

    private static NetworkStage withGuest(String unboundConf) throws InterruptedException {
        var builder = NetworkStage.builder()
                .file("/var/web.raw", "x")
                .vmConf("vm \"web\" {\n\tdisk /var/web.raw\n\tlocal interface\n}\n");
        NetworkStage stage =
                new NetworkStage(unboundConf.isEmpty() ? builder : builder.file(UNBOUND_CONF, unboundConf));
        stage.host.timeline().sleep(Duration.ofMinutes(2));
        return stage;
    }
}
