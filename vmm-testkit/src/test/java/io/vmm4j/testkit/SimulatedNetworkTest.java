package io.vmm4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.exec.CommandResult;
import io.vmm4j.exec.ExecError;
import io.vmm4j.exec.Secret;
import io.vmm4j.exec.TransportException;
import io.vmm4j.ssh.HostKeyPolicy;
import io.vmm4j.ssh.SshExecutor;
import io.vmm4j.testkit.Packet.Protocol;
import io.vmm4j.testkit.PacketFate.Blocked;
import io.vmm4j.testkit.PacketFate.Delivered;
import io.vmm4j.testkit.PacketFate.Lost;
import io.vmm4j.testkit.PacketFate.Notice;
import io.vmm4j.testkit.PacketFate.Reason;
import io.vmm4j.testkit.PacketFate.Sent;
import io.vmm4j.testkit.PacketFate.Way;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SimulatedNetworkTest {

    private static final String NAT = "match out on egress inet from 100.64.0.0/10 to any nat-to (egress:0)";
    private static final String SOME_ADDRESS = "1.1.1.1";

    private SimulatedHost host = SimulatedHost.openBsd().build();

    @AfterEach
    void switchOff() {
        host.close();
    }

    private void on(SimulatedHostBuilder builder) {
        host.close();
        host = builder.build();
    }

    private static SimulatedHostBuilder withGuest() {
        return SimulatedHost.openBsd()
                .file("/vm/web.raw", "")
                .vmConf("vm \"web\" {\n\tdisk \"/vm/web.raw\"\n\tlocal interface\n}\n")
                .guest("web", GuestScript.linux().bootsIn(Duration.ZERO));
    }

    private CommandResult sh(String script) {
        return run(host.executor(), script);
    }

    private static CommandResult run(CommandExecutor executor, String script) {
        return executor.run(Command.oneShot("sh", "-c", script).withTimeout(Duration.ofMinutes(5)));
    }

    private static CommandExecutor connect(SimulatedSshServer server) {
        return SshExecutor.to("ssh://root@127.0.0.1:" + server.port())
                .password(Secret.of("secret"))
                .hostKeys(HostKeyPolicy.pinned(server.hostKeyFingerprint()))
                .connect();
    }

    private void load(String... rules) {
        CommandResult result = sh("printf '%s\\n' '" + String.join("' '", rules) + "' | pfctl -f -");
        assertThat(result.stderr()).isEmpty();
    }

    private void boots() {
        host.timeline().advance(Duration.ofMinutes(1));
    }

    @Test
    void a_guest_leaves_with_the_address_of_egress_only_if_its_packets_are_forwarded_and_translated() {
        on(withGuest());
        boots();

        assertThat(host.network().fromGuest("web", Protocol.TCP, SOME_ADDRESS, 443))
                .isEqualTo(new Lost(Reason.NOT_FORWARDED));

        sh("sysctl net.inet.ip.forwarding=1");
        assertThat(host.network().fromGuest("web", Protocol.TCP, SOME_ADDRESS, 443))
                .isInstanceOfSatisfying(
                        Sent.class,
                        sent -> assertThat(sent.packet().source())
                                .isEqualTo(host.network().guestAddress("web")));

        sh("printf '%s\\n' '" + NAT + "' >>/etc/pf.conf; pfctl -f /etc/pf.conf; pfctl -k 100.64.1.3");
        assertThat(host.network().fromGuest("web", Protocol.TCP, SOME_ADDRESS, 443))
                .isInstanceOfSatisfying(Sent.class, sent -> {
                    assertThat(sent.packet().source())
                            .isEqualTo(host.network().egressAddress())
                            .isEqualTo("10.0.2.15");
                    assertThat(sent.packet().sourcePort()).isBetween(50_001, 65_535);
                    assertThat(sent.device()).isEqualTo("em0");
                });
    }

    @Test
    void the_answer_to_a_translated_packet_finds_its_guest() {
        on(withGuest().pfRule(NAT).file("/etc/sysctl.conf", "net.inet.ip.forwarding=1\n"));
        boots();
        sh("sysctl net.inet.ip.forwarding=1");
        Sent sent = (Sent) host.network().fromGuest("web", Protocol.UDP, SOME_ADDRESS, 123);

        PacketFate answer = host.network().send(sent.packet().answer().arrivingOn("em0"));

        assertThat(answer).isInstanceOfSatisfying(Sent.class, found -> {
            assertThat(found.vm()).contains("web");
            assertThat(found.packet().destination()).isEqualTo(host.network().guestAddress("web"));
            assertThat(found.packet().destinationPort()).isEqualTo(40_000);
        });
        assertThat(sh("pfctl -ss").stdout()).contains("all udp 10.0.2.15:", " (100.64.1.3:40000) -> 1.1.1.1:123");
    }

    @Test
    void a_port_of_the_host_leads_to_a_guest() {
        on(withGuest().pfRule("pass in on egress inet proto tcp to (egress) port 2222 rdr-to 100.64.1.3 port 22"));
        boots();
        sh("sysctl net.inet.ip.forwarding=1");

        PacketFate fate = host.network().fromOutside("10.0.2.15", 2222);

        assertThat(fate).isInstanceOfSatisfying(Sent.class, sent -> {
            assertThat(sent.vm()).contains("web");
            assertThat(sent.device()).isEqualTo("tap0");
            assertThat(sent.packet().destinationPort()).isEqualTo(22);
        });
    }

    @Test
    void names_are_resolved_by_redirection_or_by_a_resolver_on_the_host() {
        on(withGuest().pfRule(NAT));
        boots();
        sh("sysctl net.inet.ip.forwarding=1");
        assertThat(host.network().resolvesNames("web")).isFalse();

        sh("echo 'pass in proto { udp tcp } from 100.64.0.0/10 to any port domain rdr-to 9.9.9.9 port domain'"
                + " >>/etc/pf.conf; pfctl -f /etc/pf.conf; pfctl -k 100.64.1.3");
        assertThat(host.network().resolvesNames("web")).isTrue();

        load("pass", NAT);
        sh("pfctl -k 100.64.1.3");
        assertThat(host.network().resolvesNames("web")).isFalse();
        sh("printf 'server:\\n\\tinterface: 0.0.0.0\\n\\taccess-control: 100.64.0.0/10 allow\\n'"
                + " >/var/unbound/etc/unbound.conf && rcctl enable unbound && rcctl start unbound");
        assertThat(host.network().resolvesNames("web")).isTrue();
    }

    @Test
    void a_blocked_packet_says_which_rule_and_whether_the_sender_hears_of_it() {
        load(
                "block return in quick on em0 proto tcp to port 80",
                "block drop in on em0 proto tcp to port 81",
                "pass out");

        assertThat(host.network().fromOutside("10.0.2.15", 80))
                .isEqualTo(new Blocked(
                        "block return in quick on em0 proto tcp from any to any port = 80",
                        "em0",
                        Way.IN,
                        Notice.REFUSAL));
        assertThat(host.network().fromOutside("10.0.2.15", 81))
                .isInstanceOfSatisfying(
                        Blocked.class, blocked -> assertThat(blocked.notice()).isEqualTo(Notice.NONE));
        assertThat(host.network().fromOutside("10.0.2.15", 82)).isInstanceOf(Delivered.class);
    }

    @Test
    void rules_that_lock_out_refuse_new_connections_and_leave_old_ones() {
        CommandExecutor old = host.executor();
        run(old, "echo 'block return' | pfctl -f -");

        assertThat(run(old, "echo still here").stdout()).isEqualTo("still here\n");
        assertThat(host.network().admitsSsh()).isFalse();
        assertThatThrownBy(() -> host.executor()).isInstanceOf(TransportException.class);
        assertThatThrownBy(old::newConnection).isInstanceOf(TransportException.class);

        run(old, "pfctl -f /etc/pf.conf");
        assertThat(run(old.newConnection(), "echo back").stdout()).isEqualTo("back\n");
    }

    @Test
    void a_host_whose_rules_cannot_be_loaded_at_boot_lets_nobody_in_but_who_logs_in() {
        on(SimulatedHost.openBsd().pfRule("load anchor \"sdk/vm1\" from \"/etc/nosuch\""));

        assertThat(host.network().admitsSsh()).isTrue();
        assertThat(host.network().fromOutside("10.0.2.15", 80)).isInstanceOf(Blocked.class);
        assertThat(sh("pfctl -sr | head -1").stdout()).isEqualTo("block drop all\n");
    }

    @Test
    void a_reboot_brings_back_what_is_persistent_and_nothing_else() {
        sh(
                "echo 'anchor \"sdk/*\"\nload anchor \"sdk/kept\" from \"/etc/kept.conf\"' >>/etc/pf.conf; echo 'block in proto tcp to port 81'"
                        + " >/etc/kept.conf; echo 'block in proto tcp to port 82' | pfctl -a sdk/lost -f -;"
                        + " pfctl -f /etc/pf.conf; echo net.inet.ip.forwarding=1 >/etc/sysctl.conf;"
                        + " printf 'inet 10.10.0.1 255.255.255.0\n' >/etc/hostname.vport0; ifconfig vport1 create");
        assertThat(sh("pfctl -s Anchors").stdout()).isEqualTo("  sdk\n  sdk/kept\n  sdk/lost\n");

        host.reboot();

        assertThat(sh("pfctl -s Anchors").stdout()).isEqualTo("  sdk\n  sdk/kept\n");
        assertThat(host.network().fromOutside("10.0.2.15", 81)).isInstanceOf(Blocked.class);
        assertThat(host.network().fromOutside("10.0.2.15", 82)).isInstanceOf(Delivered.class);
        assertThat(sh("sysctl -n net.inet.ip.forwarding; ifconfig vport0 | grep -c 10.10.0.1; ifconfig vport1")
                        .stdout())
                .isEqualTo("1\n1\n");
    }

    @Test
    void a_real_ssh_client_is_let_in_or_not_by_the_same_rules() {
        on(SimulatedHost.openBsd().rootPassword("secret"));
        try (SimulatedSshServer server = host.serve();
                CommandExecutor ssh = connect(server)) {
            assertThat(run(ssh, "echo block return | pfctl -f -; echo done").stdout())
                    .isEqualTo("done\n");

            assertThat(run(ssh, "echo still here").stdout()).isEqualTo("still here\n");
            assertThatThrownBy(() -> run(connect(server), "true")).isInstanceOf(TransportException.class);
        }
    }

    @Test
    void flushing_states_cuts_the_connection_that_does_it() {
        CommandExecutor executor = host.executor();

        assertThatThrownBy(() -> run(executor, "pfctl -F states; echo done"))
                .isInstanceOfSatisfying(
                        TransportException.class,
                        lost -> assertThat(lost.code()).isEqualTo(ExecError.CONNECTION_LOST));
        assertThat(run(executor, "echo again").stdout()).isEqualTo("again\n");
    }

    @Test
    void a_timer_on_the_host_restores_rules_after_its_connection_is_gone() {
        CommandExecutor executor = host.executor();
        run(
                executor,
                "touch /tmp/token; sh -c 'sleep 60; [ -e /tmp/token ] && rm /tmp/token && pfctl -f /etc/pf.conf'"
                        + " </dev/null >/dev/null 2>&1 & echo 'block drop all' | pfctl -f -");
        executor.close();

        assertThatThrownBy(() -> host.executor()).isInstanceOf(TransportException.class);
        host.timeline().advance(Duration.ofSeconds(61));

        assertThat(run(host.executor(), "test -e /tmp/token || echo gone").stdout())
                .isEqualTo("gone\n");
    }
}
