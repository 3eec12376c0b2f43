package io.vmm4j.examples.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.vmm4j.Vm;
import io.vmm4j.VmName;
import io.vmm4j.exec.OutputSink;
import io.vmm4j.exec.Terminal;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vmm console}. */
@Command(
        name = "console",
        description = "Connects to the serial console of a VM. Leave it with ~. at the start of a line.",
        mixinStandardHelpOptions = true)
final class ConsoleCommand extends VmCommand {

    private static final Duration LONGEST = Duration.ofHours(24);

    @Option(
            names = "--transcript",
            paramLabel = "FILE",
            description =
                    "Also append what the guest writes to this file, as it is; passwords that it echoes are in it, too.")
    private @Nullable Path transcript;

    @Override
    VmTask vmTask() {
        if (json()) {
            throw new WrongUsage("A console is no JSON document.", "Leave --json out.");
        }
        return this::console;
    }

    @Override
    Simulations.Clock simulatedClock() {
        return Simulations.Clock.RUNS;
    }

    private Outcome console(Vm vm) {
        try (OutputStream written = transcript()) {
            return console(vm, OutputSink.to(new Copying(System.out, written), System.err));
        } catch (IOException e) {
            throw new WrongUsage("The transcript cannot be written: " + e.getMessage(), "Name another file.");
        }
    }

    /** For its owner alone: passwords may be in it. */
    private OutputStream transcript() throws IOException {
        Path file = transcript;
        if (file == null) {
            return OutputStream.nullOutputStream();
        }
        return Channels.newOutputStream(Files.newByteChannel(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))));
    }

    /** Writes to two streams; the first is the one that counts for flushing. */
    private static final class Copying extends FilterOutputStream {

        private final OutputStream second;

        private Copying(OutputStream first, OutputStream second) {
            super(first);
            this.second = second;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] buffer, int offset, int length) throws IOException {
            out.write(buffer, offset, length);
            second.write(buffer, offset, length);
        }
    }

    private Outcome console(Vm vm, OutputSink screen) {
        try (LocalTerminal local = LocalTerminal.raw();
                Terminal console = vm.openConsole(local.size(), screen, LONGEST)) {
            messages().writer().print("Console of " + vm.name() + "; leave it with ~. at the start of a line.\r\n");
            messages().writer().flush();
            return new Ended(vm.name(), TerminalSession.run(console));
        }
    }

    /** A console that was left, or has failed. */
    private record Ended(VmName vm, int status) implements Outcome {

        @Override
        public JsonNode json() {
            return Json.object().put("name", vm.value()).put("exitStatus", status);
        }

        @Override
        public void print(Screen out) {
            out.line("");
            out.line("The console of " + vm + " is closed.");
        }

        @Override
        public int exitStatus() {
            return status == 0 ? Vmm.DONE : Vmm.FAILED;
        }
    }
}
