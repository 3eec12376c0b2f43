package io.vmm4j.testkit.internal.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.testkit.internal.host.Console;
import io.vmm4j.testkit.internal.host.Console.Result;
import org.junit.jupiter.api.Test;

class ShellSmokeTest {

    private final Console console = new Console(Console.openBsd());

    @Test
    void simple_things_work() {
        assertThat(console.sh(
                        "echo hello; x=5; echo $((x*2)); for i in a b; do echo $i; done | sort -r; nosuch; echo $?"))
                .isEqualTo(new Result(0, "hello\n10\nb\na\n127\n", "/bin/sh: nosuch: not found\n"));
        assertThat(console.sh("cat <<EOF >/tmp/f\nx $(echo y)\nEOF\nwc -l </tmp/f; cat /tmp/f; ls -l /tmp; exit 3"))
                .extracting(Result::status)
                .isEqualTo(3);
    }
}
