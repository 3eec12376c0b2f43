package io.vmm4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmm4j.error.Problem;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.exec.CommandResult;
import io.vmm4j.exec.ExecError;
import io.vmm4j.exec.OutputSink;
import io.vmm4j.exec.RunningCommand;
import io.vmm4j.exec.Secret;
import io.vmm4j.exec.TransportException;
import io.vmm4j.operation.Waiter;
import io.vmm4j.operation.Waiter.Look;
import io.vmm4j.ssh.HostKeyPolicy;
import io.vmm4j.ssh.SshExecutor;
import io.vmm4j.time.Timeline;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SimulatedRebootTest {

    private static final String VM_CONF = """
            vm "auto" {
                disk "/vm/auto.raw"
            }
            vm "manual" {
                disable
                disk "/vm/manual.raw"
            }
            """;

    private SimulatedHost host = SimulatedHost.openBsd().build();

    @AfterEach
    void close() {
        host.close();
    }

    private void on(SimulatedHostBuilder builder) {
        host.close();
        host = builder.build();
    }

    private static SimulatedHostBuilder withVms() {
        return SimulatedHost.openBsd()
                .file("/vm/auto.raw", "")
                .file("/vm/manual.raw", "")
                .file("/bsd.rd", "kernel")
                .vmConf(VM_CONF);
    }

    private CommandResult run(String line) {
        return host.executor().run(Command.oneShot("sh", "-c", line).withTimeout(Duration.ofMinutes(5)));
    }

    private String sh(String line) {
        CommandResult result = run(line);
        assertThat(result.succeeded()).as(line + ": " + result).isTrue();
        return result.stdout();
    }

    private List<String> running() {
        return run("vmctl status -r | sed 1d")
                .stdout()
                .lines()
                .map(line -> line.replaceFirst(".* ", ""))
                .toList();
    }

    @Test
    void vms_that_vm_conf_has_started_come_back_and_others_do_not() {
        on(withVms());
        sh("vmctl start manual && vmctl start -b /bsd.rd adhoc");
        host.timeline().advance(Duration.ofMinutes(1));
        assertThat(running()).containsExactlyInAnyOrder("auto", "manual", "adhoc");

        host.reboot();

        assertThat(running()).containsExactly("auto");
        assertThat(sh("vmctl status")).contains("manual").doesNotContain("adhoc");
    }

    @Test
    void a_reboot_asks_guests_and_a_power_failure_does_not() {
        GuestScript slow = GuestScript.openBsd().shutsDownIn(Duration.ofSeconds(20));
        on(withVms().otherGuests(slow));
        host.timeline().advance(Duration.ofMinutes(1));

        Duration reboot = timed(host::reboot);
        host.timeline().advance(Duration.ofMinutes(1));
        Duration failure = timed(host::powerFailure);

        assertThat(reboot.minus(failure)).isBetween(Duration.ofSeconds(19), Duration.ofSeconds(22));
        assertThat(running()).containsExactly("auto");
    }

    private Duration timed(Runnable action) {
        Instant start = host.timeline().now();
        action.run();
        return Duration.between(start, host.timeline().now());
    }

    @Test
    void services_are_as_rc_conf_local_says_and_not_as_they_were_left() {
        on(SimulatedHost.openBsd().stopped("vmd").enabled("httpd").file("/etc/httpd.conf", ""));
        sh("rcctl stop httpd; rcctl -f start unbound; rcctl disable sndiod");
        assertThat(run("rcctl check sndiod").exitStatus()).isZero();

        host.reboot();

        assertThat(run("rcctl check vmd").exitStatus()).isZero();
        assertThat(run("rcctl check httpd").exitStatus()).isZero();
        assertThat(run("rcctl check unbound").exitStatus()).isEqualTo(1);
        assertThat(run("rcctl check sndiod").exitStatus()).isEqualTo(1);
    }

    @Test
    void a_vmd_that_refuses_its_configuration_does_not_come_back() {
        on(SimulatedHost.openBsd());
        sh("echo bogus >/etc/vm.conf");

        host.reboot();

        assertThat(run("vmctl status").stderr())
                .isEqualTo("vmctl: connect: /var/run/vmd.sock: No such file or directory\n");
    }

    @Test
    void interfaces_with_a_file_come_back_and_others_are_gone() {
        on(SimulatedHost.openBsd().networkInterface("vport0", "inet 10.10.0.1 255.255.255.0", "up"));
        sh(
                "printf 'add vport0\\nup\\n' >/etc/hostname.veb0; ifconfig veb7 create; ifconfig em0 inet alias 10.9.9.9/24");

        host.reboot();

        assertThat(sh("ifconfig vport0")).contains("inet 10.10.0.1 netmask 0xffffff00");
        assertThat(sh("ifconfig veb0")).contains("vport0 flags=");
        assertThat(run("ifconfig veb7").stderr()).isEqualTo("veb7: no such interface\n");
        assertThat(sh("ifconfig em0")).contains("inet 10.0.2.15").doesNotContain("10.9.9.9");
    }

    @Test
    void kernel_state_is_that_of_sysctl_conf() {
        sh("sysctl net.inet.ip.forwarding=1 hw.smt=1; echo 'net.inet.ip.forwarding=1 # routes' >/etc/sysctl.conf");

        host.reboot();

        assertThat(sh("sysctl -n net.inet.ip.forwarding hw.smt")).isEqualTo("1\n0\n");
    }

    @Test
    void files_stay_but_those_that_rc_clears_away() {
        sh(
                "mkdir -p /tmp/a/b /var/db/own; touch /tmp/a/b/c /var/run/x.pid /var/db/own/f /root/g; cd /dev && sh MAKEDEV tap9");

        host.reboot();

        assertThat(sh("ls /tmp")).isEmpty();
        assertThat(sh("ls -d /tmp /var/run/dmesg.boot /var/db/own/f /root/g /dev/tap9")
                        .lines())
                .hasSize(5);
        assertThat(host.files().mode("/tmp")).isEqualTo(01777);
        assertThat(run("ls /var/run/x.pid").exitStatus()).isEqualTo(1);
    }

    @Test
    void what_runs_ends_and_the_kernel_tells_of_the_new_boot() {
        String before = sh("sysctl -n kern.boottime; stat -f %m /var/run/dmesg.boot");
        sh("sleep 10000 >/dev/null 2>&1 </dev/null &");

        host.reboot();

        assertThat(sh("sysctl -n kern.boottime; stat -f %m /var/run/dmesg.boot"))
                .isNotEqualTo(before);
        assertThat(sh("ps -ax")).doesNotContain("sleep 10000");
    }

    @Test
    void connections_break_and_new_ones_are_accepted() {
        // On virtual time whatever a client waits for is over at once.
        on(SimulatedHost.openBsd().rootPassword("let me in").realTime(100));
        SimulatedSshServer server = host.serve();
        try (CommandExecutor executor = connect(server)) {
            Command endless =
                    Command.oneShot("sh", "-c", "echo on; sleep 100000").withTimeout(Duration.ofDays(2));
            ByteArrayOutputStream seen = new ByteArrayOutputStream();
            RunningCommand running = executor.start(endless, OutputSink.to(seen, seen));
            await(() -> seen.size() > 0);

            host.reboot();

            assertThatThrownBy(running::await).isInstanceOf(TransportException.class);
            assertThat(executor.run(Command.read("true")).succeeded()).isTrue();
        }
    }

    private void await(BooleanSupplier condition) {
        Waiter.within(Timeline.system(), Duration.ofSeconds(20))
                .until(
                        Problem.of(ExecError.COMMAND_TIMEOUT),
                        () -> condition.getAsBoolean() ? Look.found(true) : Look.notYet("nothing"));
    }

    private static CommandExecutor connect(SimulatedSshServer server) {
        return SshExecutor.to("ssh://root@127.0.0.1:" + server.port())
                .password(Secret.of("let me in"))
                .hostKeys(HostKeyPolicy.pinned(server.hostKeyFingerprint()))
                .connect();
    }
}
