package io.vmm4j.testkit.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.Ipv4Address;
import io.vmm4j.Subnet;
import io.vmm4j.host.Finding;
import io.vmm4j.pf.LocalNetwork;
import io.vmm4j.pf.NameService;
import io.vmm4j.pf.NetworkCheck;
import io.vmm4j.pf.NetworkCheck.Subject;
import io.vmm4j.pf.NetworkSpec;
import io.vmm4j.pf.PfStateCounts;
import io.vmm4j.pf.Pfctl;
import io.vmm4j.pf.RoutedNetwork;
import io.vmm4j.testkit.Packet;
import io.vmm4j.testkit.SimulatedHostBuilder;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What verification says of guests: their addresses, and their states in pf(4). */
class NetworkVerificationTest {

    private static final LocalNetwork LOCAL = LocalNetwork.of("local");
    private static final RoutedNetwork SERVED = RoutedNetwork.builder("lan")
            .subnet("10.20.0.0/24")
            .names(NameService.redirectedTo(Ipv4Address.of("9.9.9.9")))
            .guest("web", "fe:e1:bb:01:02:03", "10.20.0.10")
            .build();

    private static final String WITHOUT_THE_WORLD =
            "(echo 'block out quick on em0 proto udp to port 53'; cat /etc/pf.conf) >/tmp/pf && pfctl -f /tmp/pf";

    private static Finding finding(NetworkStage stage, NetworkSpec network, Subject subject) {
        return stage.network(network).verify().stream()
                .filter(check -> check.subject() == subject)
                .map(NetworkCheck::finding)
                .findFirst()
                .orElseThrow();
    }

    private static NetworkStage withGuest(String definition) throws InterruptedException {
        SimulatedHostBuilder builder =
                NetworkStage.builder().file("/var/web.raw", "x").vmConf(definition);
        return new NetworkStage(builder);
    }

    private static NetworkStage local() throws InterruptedException {
        NetworkStage stage = withGuest("vm \"web\" {\n\tdisk /var/web.raw\n\tlocal interface\n}\n");
        stage.make(LOCAL);
        stage.host.timeline().sleep(Duration.ofMinutes(2));
        return stage;
    }

    private static NetworkStage served() throws InterruptedException {
        NetworkStage stage = withGuest("""
                vm "web" {
                \tdisk /var/web.raw
                \tinterface { switch "lan" lladdr fe:e1:bb:01:02:03 }
                }
                """);
        stage.make(SERVED);
        stage.host.reboot();
        stage.host.timeline().sleep(Duration.ofMinutes(2));
        return stage;
    }

    @Test
    void the_address_of_a_local_guest_is_what_its_id_makes_and_what_its_tap_has() throws InterruptedException {
        try (NetworkStage stage = local()) {
            String address = stage.host.network().guestAddress("web");

            assertThat(finding(stage, LOCAL, Subject.LOCAL_ADDRESSES)).isEqualTo(Finding.yes("web " + address));
        }
    }

    @Test
    void a_tap_with_another_address_than_the_id_makes_is_told_of() throws InterruptedException {
        try (NetworkStage stage = local()) {
            stage.sh("ifconfig tap0 inet 100.64.77.2/31");

            assertThat(finding(stage, LOCAL, Subject.LOCAL_ADDRESSES))
                    .isEqualTo(Finding.no(
                            "tap0 of web has 100.64.77.2, and vmd(8) makes 100.64.1.2 of id 1 and interface 0"));
            stage.sh("ifconfig tap0 delete");
            assertThat(finding(stage, LOCAL, Subject.LOCAL_ADDRESSES).evidence())
                    .isEqualTo("tap0 of web has no address, and vmd(8) makes 100.64.1.2 of id 1 and interface 0");
        }
    }

    @Test
    void a_tap_that_is_described_as_of_another_vm_or_as_of_none_is_told_of() throws InterruptedException {
        try (NetworkStage stage = local()) {
            stage.sh("ifconfig tap0 description vm1-if0-db");
            assertThat(finding(stage, LOCAL, Subject.LOCAL_ADDRESSES).evidence())
                    .isEqualTo("tap0 is described as of db, and id 1 is of web");

            stage.sh("ifconfig tap0 description uplink");
            assertThat(finding(stage, LOCAL, Subject.LOCAL_ADDRESSES).evidence())
                    .isEqualTo("no tap is described as interface 0 of web, id 1");
        }
    }

    @Test
    void without_vmd_or_without_guests_there_is_nothing_to_compare() throws InterruptedException {
        try (NetworkStage stage = new NetworkStage()) {
            stage.make(LOCAL);
            assertThat(finding(stage, LOCAL, Subject.LOCAL_ADDRESSES))
                    .isEqualTo(Finding.unknown("no VM with a local interface runs"));

            stage.sh("rcctl stop vmd");
            assertThat(finding(stage, LOCAL, Subject.LOCAL_ADDRESSES))
                    .isEqualTo(Finding.unknown("vmd(8) does not run"));
        }
    }

    @Test
    void a_fixed_address_is_shown_by_who_answers_there() throws InterruptedException {
        try (NetworkStage stage = served()) {
            stage.sh("arp -d 10.20.0.10");
            assertThat(finding(stage, SERVED, Subject.FIXED_ADDRESSES))
                    .isEqualTo(Finding.unknown("the host has not talked to web 10.20.0.10"));

            stage.sh("ping -c 1 10.20.0.10");

            assertThat(finding(stage, SERVED, Subject.FIXED_ADDRESSES))
                    .isEqualTo(Finding.yes("web 10.20.0.10 at fe:e1:bb:01:02:03"));
            assertThat(finding(stage, SERVED, Subject.LEASES).verdict()).isEqualTo(Finding.Verdict.UNKNOWN);
        }
    }

    @Test
    void somebody_else_at_a_fixed_address_and_a_guest_elsewhere_are_told_of() throws InterruptedException {
        try (NetworkStage stage = served()) {
            stage.sh("arp -d 10.20.0.10; arp -s 10.20.0.10 fe:e1:bb:0a:0b:0c");
            assertThat(finding(stage, SERVED, Subject.FIXED_ADDRESSES))
                    .isEqualTo(Finding.no("10.20.0.10 is at fe:e1:bb:0a:0b:0c, not at fe:e1:bb:01:02:03 of web"));

            stage.sh("arp -d 10.20.0.10; arp -s 10.20.0.77 fe:e1:bb:01:02:03");
            assertThat(finding(stage, SERVED, Subject.FIXED_ADDRESSES))
                    .isEqualTo(Finding.no("web has 10.20.0.77, not 10.20.0.10"));
        }
    }

    @Test
    void the_states_of_each_guest_are_counted_and_the_hosts_own_are_not() throws InterruptedException {
        try (NetworkStage stage = served()) {
            assertThat(finding(stage, SERVED, Subject.STATES)).isEqualTo(Finding.unknown("no guest has any now"));

            stage.host.network().fromGuest("web", Packet.Protocol.TCP, "1.1.1.1", 443);
            stage.host.network().fromGuest("web", Packet.Protocol.TCP, "10.20.0.1", 22);

            PfStateCounts counts = Pfctl.stateCounts(Subnet.of("10.20.0.0/24")).ask(stage.host.executor());
            assertThat(counts.of(Ipv4Address.of("10.20.0.10"))).isEqualTo(3);
            assertThat(counts.of(Ipv4Address.of("10.20.0.1"))).isEqualTo(1);
            assertThat(counts.of(Ipv4Address.of("10.20.0.11"))).isZero();
            assertThat(finding(stage, SERVED, Subject.STATES)).isEqualTo(Finding.yes("10.20.0.10: 3"));
            assertThat(finding(stage, SERVED, Subject.TRANSLATION)).isEqualTo(Finding.yes("translated: [10.20.0.10]"));
        }
    }

    @Test
    void unbound_is_asked_where_guests_ask_it() throws InterruptedException {
        RoutedNetwork named = SERVED.toBuilder().names(NameService.unbound()).build();
        try (NetworkStage stage = new NetworkStage()) {
            stage.make(named);
            stage.sh(WITHOUT_THE_WORLD);
            assertThat(finding(stage, named, Subject.NAMES))
                    .isEqualTo(Finding.unknown("unbound(8) at 10.20.0.1 answers, and did not resolve openbsd.org"));
            stage.sh("pfctl -f /etc/pf.conf");
            assertThat(finding(stage, named, Subject.NAMES))
                    .isEqualTo(Finding.yes("unbound(8) at 10.20.0.1 resolves openbsd.org"));

            String conf = "/var/unbound/etc/unbound.conf";
            stage.sh(
                    "sed 's/allow$/refuse/' " + conf + " >/tmp/c && cat /tmp/c >" + conf + " && rcctl restart unbound");
            assertThat(finding(stage, named, Subject.NAMES))
                    .isEqualTo(Finding.no("unbound(8) at 10.20.0.1 refuses to answer"));
            stage.sh("grep -v 10.20.0 " + conf + " >/tmp/c && cat /tmp/c >" + conf + " && rcctl restart unbound");
            assertThat(finding(stage, named, Subject.NAMES))
                    .isEqualTo(Finding.no("unbound(8) at 10.20.0.1 does not answer"));
            stage.sh("rm /usr/bin/host");
            assertThat(finding(stage, named, Subject.NAMES).verdict()).isEqualTo(Finding.Verdict.UNKNOWN);
            stage.sh("rcctl stop unbound");
            assertThat(finding(stage, named, Subject.NAMES)).isEqualTo(Finding.no("rcctl check unbound"));
        }
    }

    @Test
    void another_name_server_is_asked_by_the_host_and_need_not_answer_it() throws InterruptedException {
        try (NetworkStage stage = new NetworkStage()) {
            stage.make(SERVED);
            stage.sh(WITHOUT_THE_WORLD);
            assertThat(finding(stage, SERVED, Subject.NAMES).verdict()).isEqualTo(Finding.Verdict.UNKNOWN);
            stage.sh("pfctl -f /etc/pf.conf");
            assertThat(finding(stage, SERVED, Subject.NAMES))
                    .isEqualTo(Finding.yes("rdr-to 9.9.9.9, which resolves openbsd.org for the host"));

            stage.sh("pfctl -a vmm4j/lan -F rules");
            assertThat(finding(stage, SERVED, Subject.NAMES)).isEqualTo(Finding.no("no rdr-to 9.9.9.9"));
        }
    }

    /** Rules of an administrator that decide before those of the network, and others that look like it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    pass quick                                           | UNKNOWN
                    pass in quick on tap                                 | UNKNOWN
                    pass quick on ! em0                                  | UNKNOWN
                    pass quick from 10.20.0.0/16                         | UNKNOWN
                    pass quick inet proto tcp to 10.20.0.11 port ssh     | UNKNOWN
                    pass quick on em0                                    | YES
                    pass quick on ! tap                                  | YES
                    pass quick inet6                                     | YES
                    pass quick from 192.0.2.0/24                         | YES
                    pass quick inet from 10.20.0.0/24 to 192.0.2.7       | YES
                    block quick from 192.0.2.0/24                        | YES
                    pass                                                 | YES
                    """)
    void isolation_is_doubtful_where_a_rule_before_the_anchor_may_decide(String rule, Finding.Verdict verdict) {
        RoutedNetwork isolated = SERVED.toBuilder().isolated().build();
        LocalNetwork apart = LocalNetwork.builder("local").isolated().build();
        SimulatedHostBuilder builder =
                NetworkStage.builder().file("/etc/pf.conf", "block return\npass\n" + rule + "\n", "root", 0600);
        try (NetworkStage stage = new NetworkStage(builder)) {
            stage.make(isolated);
            assertThat(finding(stage, isolated, Subject.ISOLATION).verdict()).isEqualTo(verdict);
            if (!rule.contains("10.20")) {
                stage.make(apart);
                assertThat(finding(stage, apart, Subject.ISOLATION).verdict()).isEqualTo(verdict);
            }
        }
    }
}
