package io.vmm4j.host.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vmm4j.DiskImage;
import io.vmm4j.HostPath;
import io.vmm4j.VmError;
import io.vmm4j.VmException;
import io.vmm4j.VmName;
import io.vmm4j.VmSpec;
import io.vmm4j.exec.Answer;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.exec.LocalExecutor;
import io.vmm4j.exec.Privilege;
import io.vmm4j.exec.Query;
import io.vmm4j.exec.RootAccess;
import io.vmm4j.time.Timeline;
import io.vmm4j.vmctl.Vmctl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scripts that keep records, run by real shells on this machine. */
class RecordScriptsTest {

    @TempDir
    Path directory;

    private final CommandExecutor executor = LocalExecutor.create(RootAccess.DIRECT);

    @AfterEach
    void close() {
        executor.close();
    }

    private HostPath records() {
        return HostPath.of(directory + "/a b/it's/vms");
    }

    private HostContext context() {
        return new HostContext(
                executor, Timeline.system(), Privilege.USER, Vmctl.asUser(), records(), Duration.ofMinutes(1));
    }

    private static VmSpec spec(String name) {
        return VmSpec.builder(VmName.of(name))
                .disk(DiskImage.qcow2("/vm/it's $HOME %s\\n \"x\".qcow2"))
                .build();
    }

    /** The same query by another shell. */
    private <T> T ask(String shell, Query<T> query) {
        List<String> argv = new ArrayList<>(query.command().argv());
        argv.set(0, shell);
        return new Query<>(Command.of(query.command().effect(), argv), query.reader()).ask(executor);
    }

    private Records read(String shell) {
        return ask(
                shell, new Query<>(Command.read(Records.command(records())), answer -> Records.of(records(), answer)));
    }

    private void require(String shell) {
        boolean installed =
                Stream.of(System.getenv("PATH").split(":")).anyMatch(path -> Files.isExecutable(Path.of(path, shell)));
        assumeTrue(installed, shell + " is not installed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh", "dash", "mksh", "ksh"})
    void a_record_is_written_once_and_read_back(String shell) throws IOException {
        require(shell);
        assertThat(read(shell).files()).isEmpty();

        HostPath file = ask(shell, Reservation.query(context(), spec("web")));
        VmException taken = catchThrowableOfType(
                VmException.class,
                () -> ask(
                        shell,
                        Reservation.query(
                                context(), spec("web").toBuilder().memory("1G").build())));
        ask(shell, Reservation.query(context(), spec("web2")));

        assertThat(taken.code()).isEqualTo(VmError.EXISTS);
        assertThat(read(shell).find(VmName.of("web"))).contains(spec("web"));
        assertThat(read(shell).readable()).containsOnlyKeys(VmName.of("web"), VmName.of("web2"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(Path.of(file.value()))))
                .isEqualTo("rw-r--r--");
        try (Stream<Path> left = Files.list(Path.of(records().value()))) {
            assertThat(left).as("no temporary file stays").hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh", "dash", "mksh", "ksh"})
    void a_damaged_record_hides_no_other(String shell) throws IOException {
        require(shell);
        ask(shell, Reservation.query(context(), spec("web")));
        Files.writeString(Path.of(records().value(), "broken.json"), "{ no end");
        Files.writeString(Path.of(records().value(), "empty.json"), "");
        Files.copy(Path.of(records().value(), "web.json"), Path.of(records().value(), "copied.json"));
        Files.createDirectory(Path.of(records().value(), "directory.json"));

        Records records = read(shell);

        assertThat(records.readable()).containsOnlyKeys(VmName.of("web"));
        assertThat(records.damaged()).containsOnlyKeys("broken", "copied", "empty");
        assertThat(catchThrowableOfType(VmException.class, () -> records.find(VmName.of("broken")))
                        .code())
                .isEqualTo(VmError.RECORD_DAMAGED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh", "dash", "mksh", "ksh"})
    void what_is_in_the_way_of_the_directory_is_an_error(String shell) throws IOException {
        require(shell);
        Files.writeString(directory.resolve("a b"), "a file");

        Query<Answer> write =
                new Query<>(Reservation.query(context(), spec("web")).command(), answer -> answer);

        assertThat(ask(shell, write).result().exitStatus()).isEqualTo(1);
        assertThat(ask(shell, write).result().stderr()).contains("a b");
    }
}
