package io.vmm4j.testkit.internal.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.testkit.internal.hypervisor.Stage;
import org.junit.jupiter.api.Test;

/** netstat(1), route(8) and mygate(5). */
class RoutesTest {

    private final Stage host = new Stage();

    @Test
    void both_programs_print_the_same_table() {
        String table = host.output("netstat -rnf inet");

        assertThat(table)
                .startsWith("Routing tables\n\nInternet:\nDestination        Gateway            Flags ")
                .containsPattern("(?m)^default            10\\.0\\.2\\.2           UGS .* em0")
                .containsPattern("(?m)^10\\.0\\.2/24 .* UCn .* em0")
                .containsPattern("(?m)^127/8 .* lo0")
                .containsPattern("(?m)^224/4 .* lo0");
        assertThat(host.output("route -n show -inet")).isEqualTo(table);
    }

    @Test
    void routes_come_and_go_with_their_interface_and_by_hand() {
        host.run("ifconfig vport0 create && ifconfig vport0 inet 10.10.0.1/24 && route -qn add 10.20.0.0/16 10.10.0.7");
        assertThat(host.output("netstat -rnf inet"))
                .containsPattern("(?m)^10\\.20/16 +10\\.10\\.0\\.7 +UGS .* vport0")
                .containsPattern("(?m)^10\\.10\\.0/24 +10\\.10\\.0\\.1 +UCn .* vport0");

        host.run("ifconfig vport0 destroy");
        assertThat(host.output("netstat -rnf inet")).doesNotContain("vport0");
    }

    @Test
    void netstart_adds_the_default_route_of_mygate() {
        host.file("/etc/mygate", "10.0.2.9").run("sh /etc/netstart");

        assertThat(host.output("netstat -rnf inet")).containsPattern("(?m)^default +10\\.0\\.2\\.9 ");
        assertThat(host.output("ifconfig em0")).contains("groups: egress");
    }
}
