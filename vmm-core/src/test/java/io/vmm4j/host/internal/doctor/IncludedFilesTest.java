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

    private static String print(String shell, Path main) {
        assumeTrue(Stream.of("/bin/", "/usr/bin/").anyMatch(bin -> Files.isExecutable(Path.of(bin + shell))));
        try (CommandExecutor executor = LocalExecutor.create(RootAccess.DIRECT)) {
            CommandResult result = executor.run(Command.read(shell, "-c", Questions.INCLUDED, shell, main.toString()));
            assertThat(result.stderr()).isEmpty();
            return result.stdout();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh", "dash", "mksh", "ksh"})
    void each_included_file_is_printed_behind_its_name(String shell) throws IOException {
        Path one = Files.writeString(directory.resolve("it's one.conf"), "vm \"a\" {\n}");
        Path two = Files.writeString(directory.resolve("two.conf"), "two");
        Path three = Files.writeString(directory.resolve("three \"x\".conf"), "three\n");
        Path main = Files.writeString(
                directory.resolve("vm.conf"),
                "# include \"/nowhere\"\n\tinclude \"" + one
                        + "\" # why\ninclude \"/missing\\n\"\nvm \"b\" {\n}\ninclude " + two + "#x\ninclude'" + three
                        + "'\nincluded \"" + one + "\"\n");

        assertThat(print(shell, main))
                .isEqualTo("=" + one + "\nvm \"a\" {\n}\n=" + two + "\ntwo\n=" + three + "\nthree\n\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh", "dash", "mksh", "ksh"})
    void files_that_included_files_include_are_printed_too(String shell) throws IOException {
        Path deep = Files.writeString(directory.resolve("deep.conf"), "vm \"deep\" {\n}\n");
        Path middle = Files.writeString(directory.resolve("middle.conf"), "include \"" + deep + "\"\n");
        Path main = Files.writeString(directory.resolve("vm.conf"), "include \"" + middle + "\"\n");

        assertThat(print(shell, main))
                .isEqualTo("=" + middle + "\ninclude \"" + deep + "\"\n\n=" + deep + "\nvm \"deep\" {\n}\n\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh", "dash", "mksh", "ksh"})
    void what_includes_itself_or_never_ends_ends(String shell) throws IOException {
        Path main = directory.resolve("vm.conf");
        Files.writeString(main, "include \"" + main + "\"\ninclude \"/dev/zero\"\n");

        assertThat(print(shell, main).lines().filter(line -> line.startsWith("=")))
                .hasSize(8)
                .allMatch(("=" + main)::equals);
    }
}
