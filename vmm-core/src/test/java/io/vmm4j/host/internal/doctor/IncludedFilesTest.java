package io.vmm4j.host.internal.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.exec.CommandResult;
import io.vmm4j.exec.LocalExecutor;
import io.vmm4j.exec.RootAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script that prints included files, run by real shells on this machine. */
class IncludedFilesTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"sh", "dash", "mksh", "ksh"})
    void each_included_file_is_printed_behind_its_name(String shell) throws IOException {
        assumeTrue(Stream.of("/bin/", "/usr/bin/").anyMatch(bin -> Files.exists(Path.of(bin + shell))));
        Path one = Files.writeString(directory.resolve("it's one.conf"), "vm \"a\" {\n}\n");
        Path main = Files.writeString(
                directory.resolve("vm.conf"),
                "# include \"/nowhere\"\n\tinclude \"" + one + "\" # why\ninclude \"/missing\\n\"\nvm \"b\" {\n}\n");

        CommandResult result;
        try (CommandExecutor executor = LocalExecutor.create(RootAccess.DIRECT)) {
            result = executor.run(Command.read(shell, "-c", Questions.INCLUDED, shell, main.toString()));
        }

        assertThat(result.stdout()).isEqualTo("=" + one + "\nvm \"a\" {\n}\n=/missing\\n\n");
    }
}
