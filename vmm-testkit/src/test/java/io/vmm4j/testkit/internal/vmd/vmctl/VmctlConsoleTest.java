package io.vmm4j.testkit.internal.vmd.vmctl;

import static io.vmm4j.testkit.internal.hypervisor.VmConf.off;
import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.testkit.ConsoleScript;
import io.vmm4j.testkit.GuestScript;
import io.vmm4j.testkit.internal.hypervisor.Stage;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VmctlConsoleTest {

    private static final ConsoleScript SCRIPT = ConsoleScript.silent()
            .whenBooted("login: ")
            .writing(Duration.ofSeconds(5), "booting\n")
            .writing(Duration.ofSeconds(100), "hello\n")
            .whenShutDown("rebooting...\n")
            .answering(line -> "you said " + line + "\n");

    private final Stage host =
            new Stage().with(spec -> spec.guest("a", GuestScript.openBsd().withConsole(SCRIPT)));

    @BeforeEach
    void start() {
        host.conf("socket owner \":vmusers\"", off("a", 1, "owner alice")).run("vmctl start a");
    }

    @Test
    void needs_no_terminal_and_ends_with_its_input() {
        assertThat(host.output("vmctl console a </dev/null"))
                .isEqualTo("Connected to /dev/ttyp0 (speed 115200)\r\n\r\n[EOT]\r\n");
    }

    @Test
    void copies_what_the_guest_writes_while_it_is_open_and_what_was_written_before_is_lost() {
        host.pass(50);

        assertThat(host.output("sleep 60 | vmctl console a"))
                .isEqualTo("Connected to /dev/ttyp0 (speed 115200)\r\nhello\r\n\r\n[EOT]\r\n");
    }

    @Test
    void what_is_typed_is_echoed_and_answered_by_the_guest() {
        host.pass(50);

        assertThat(host.output("(sleep 1; printf 'abc\\r'; sleep 1) | vmctl console a"))
                .isEqualTo("Connected to /dev/ttyp0 (speed 115200)\r\nabc\r\nyou said abc\r\n\r\n[EOT]\r\n");
    }

    @Test
    void on_a_pipe_a_tilde_means_nothing() {
        host.pass(50);

        assertThat(host.output("(sleep 1; printf '~.\\r'; sleep 1; printf '~~.\\r'; sleep 1) | vmctl console a"))
                .contains("you said ~.\r\n", "you said ~~.\r\n");
    }

    @Test
    void ends_with_the_vm() {
        host.pass(50);

        assertThat(host.output("vmctl stop a 2>/dev/null; sleep 1000 | vmctl console a"))
                .isEqualTo("Connected to /dev/ttyp0 (speed 115200)\r\nrebooting...\r\n\r\n[EOT]\r\n");
    }

    @Test
    void belongs_to_the_owner_of_the_vm() {
        assertThat(host.output("stat -f '%Su:%Sg %Lp' /dev/ttyp0")).isEqualTo("alice:tty 620\n");
        assertThat(host.perform("bob", "vmctl console a").stderr())
                .isEqualTo("cu: open(\"/dev/ttyp0\"): Permission denied\n");
        assertThat(host.perform("alice", "vmctl console a </dev/null").status()).isZero();

        host.run("vmctl stop -fw a");
        assertThat(host.output("stat -f '%Su:%Sg %Lp' /dev/ttyp0")).isEqualTo("root:wheel 666\n");
    }

    @Test
    void a_group_of_owners_may_use_it_too() {
        host.conf(off("g", 2, "owner \"root:vmusers\"")).run("vmctl start g");

        assertThat(host.output("stat -f '%Su:%Sg %Lp' /dev/ttyp0")).isEqualTo("root:vmusers 660\n");
    }

    @Test
    void a_first_opening_without_cu_is_cooked_and_types_to_the_guest_what_it_says() {
        host.pass(50);

        assertThat(host.output("cat /dev/ttyp0 & c=$!; sleep 60; kill $c; sleep 1"))
                .startsWith("hello\n\nyou said hello\n\n");
    }

    @Test
    void raw_mode_without_echo_is_quiet() {
        host.pass(50);

        assertThat(host.output("(stty raw -echo; exec cat) </dev/ttyp0 & c=$!; sleep 60; kill $c; sleep 1"))
                .isEqualTo("hello\r\n");
    }

    @Test
    void the_terminals_of_vms_are_taken_from_the_first_that_is_free() {
        host.run("vmctl start -b /root/guest.elf x")
                .run("vmctl start -b /root/guest.elf y")
                .run("vmctl stop -fw x")
                .run("vmctl start -b /root/guest.elf z");

        assertThat(host.row("y").get(5)).isEqualTo("ttyp2");
        assertThat(host.row("z").get(5)).isEqualTo("ttyp1");
    }
}
