package io.vmm4j.examples.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vmm4j.Vm;
import io.vmm4j.exec.OutputSink;
import io.vmm4j.exec.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import picocli.CommandLine.Command;

/** {@code vmm console}. */
@Command(
        name = "console",
        description = "Connects to the serial console of a VM. Leave it with ~. at the start of a line.",
        mixinStandardHelpOptions = true)
final class ConsoleCommand extends VmCommand {

    private static final Duration LONGEST = Duration.ofHours(24);

    @Override
    Outcome execute(Vm vm) throws IOException {
        try (LocalTerminal local = LocalTerminal.raw();
                Terminal console =
                        vm.openConsole(local.size(), OutputSink.to(System.out, System.err), LONGEST)) {
            Thread typing = new Thread(() -> type(console), "vmm-keyboard");
            typing.setDaemon(true);
            typing.start();
            int status = console.await().status();
            ObjectNode json = Json.object().put("name", vm.name().value()).put("exitStatus", status);
            return new Said(json, "");
        }
    }

    private static void type(Terminal console) {
        byte[] keys = new byte[256];
        try (OutputStream keyboard = console.stdin()) {
            InputStream in = System.in;
            for (int count = in.read(keys); count >= 0; count = in.read(keys)) {
                keyboard.write(keys, 0, count);
                keyboard.flush();
            }
        } catch (IOException e) {
            // The console has ended.
        }
    }
}
