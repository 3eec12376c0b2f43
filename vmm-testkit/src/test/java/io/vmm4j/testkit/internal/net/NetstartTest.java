package io.vmm4j.testkit.internal.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.testkit.internal.host.Console;
import io.vmm4j.testkit.internal.hypervisor.Stage;
import org.junit.jupiter.api.Test;

class NetstartTest {

    private final Stage host = new Stage();

    private Stage routedNetwork() {
        return host.file("/etc/hostname.vport0", "# the guests' network", "inet 10.10.0.1 255.255.255.0", "up")
                .file("/etc/hostname.veb0", "add vport0", "up")
                .run("chmod 640 /etc/hostname.vport0 /etc/hostname.veb0");
    }

    @Test
    void all_interfaces_are_made_before_any_is_configured() {
        assertThat(routedNetwork().perform("root", "sh /etc/netstart veb0 vport0"))
                .isEqualTo(new Console.Result(0, "", ""));

        assertThat(host.output("ifconfig vport0")).contains("inet 10.10.0.1 netmask 0xffffff00 broadcast 10.10.0.255");
        assertThat(host.output("ifconfig veb0")).contains("UP,", "vport0 flags=3<LEARNING,DISCOVER>");
    }

    @Test
    void a_dry_run_changes_nothing() {
        assertThat(routedNetwork().output("sh /etc/netstart -n"))
                .contains("ifconfig vport0 inet 10.10.0.1 netmask 255.255.255.0", "ifconfig veb0 add vport0");

        assertThat(host.complaint("ifconfig veb0")).isEqualTo("veb0: no such interface\n");
    }

    @Test
    void an_open_file_is_protected_with_a_warning() {
        host.file("/etc/hostname.vether0", "up").run("chmod 644 /etc/hostname.vether0");

        assertThat(host.perform("root", "sh /etc/netstart vether0"))
                .isEqualTo(
                        new Console.Result(0, "", "WARNING: /etc/hostname.vether0 is insecure, fixing permissions.\n"));
        assertThat(host.output("stat -f '%Lp' /etc/hostname.vether0")).isEqualTo("640\n");
    }

    @Test
    void a_bad_line_does_not_keep_the_next_from_being_done() {
        host.file("/etc/hostname.vether0", "mtu nonsense", "description fine").run("chmod 640 /etc/hostname.vether0");

        assertThat(host.perform("root", "sh /etc/netstart vether0").status()).isZero();
        assertThat(host.output("ifconfig vether0")).contains("description: fine");
    }

    @Test
    void only_root_may() {
        assertThat(host.perform("plain", "sh /etc/netstart veb0").status()).isEqualTo(1);
    }
}
