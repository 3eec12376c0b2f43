package io.vmm4j.examples.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.vmm4j.Vm;
import io.vmm4j.VmName;
import io.vmm4j.exec.OutputSink;
import io.vmm4j.exec.Terminal;
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
        OutputSink screen = OutputSink.to(System.out, System.err);
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
