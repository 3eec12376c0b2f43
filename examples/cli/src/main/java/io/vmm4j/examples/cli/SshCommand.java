package io.vmm4j.examples.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.vmm4j.VmName;
import io.vmm4j.exec.CommandResult;
import io.vmm4j.exec.OutputSink;
import io.vmm4j.exec.RunningCommand;
import io.vmm4j.exec.Terminal;
import io.vmm4j.guest.GuestShell;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code vmm ssh}. */
@Command(
        name = "ssh",
        description = {
            "Logs in to the guest of a VM through its host, or runs a command there and ends as it does.",
            "The guest's host key is kept with the VM: another one is refused, and nothing is sent then."
        },
        mixinStandardHelpOptions = true)
final class SshCommand extends VmCommand {

    private static final Duration LONGEST = Duration.ofHours(24);

    @Mixin
    private final GuestOptions options = new GuestOptions();

    @Parameters(
            index = "1..*",
            paramLabel = "COMMAND",
            description =
                    "What to run there, for its shell; options go before NAME. Without it: a shell on a terminal.")
    private List<String> words = List.of();

    @Override
    VmTask vmTask() {
        GuestOptions.Login login = options.login();
        if (words.isEmpty() && json()) {
            throw new WrongUsage("A terminal is no JSON document.", "Name a command, or leave --json out.");
        }
        return vm -> {
            try (GuestShell shell = login.to(vm)) {
                return words.isEmpty() ? terminal(shell) : command(shell, String.join(" ", words));
            }
        };
    }

    @Override
    Simulations.Clock simulatedClock() {
        return words.isEmpty() ? Simulations.Clock.RUNS : Simulations.Clock.JUMPS;
    }

    private Outcome command(GuestShell shell, String line) {
        io.vmm4j.exec.Command command =
                io.vmm4j.exec.Command.oneShot("sh", "-c", line).withTimeout(LONGEST);
        if (json()) {
            return new Collected(shell.vm(), shell.executor().run(command));
        }
        OutputSink screen = OutputSink.to(System.out, System.err);
        try (RunningCommand running = shell.executor().start(command, screen)) {
            return new Ended(shell.vm(), running.await().status());
        }
    }

    private static Outcome terminal(GuestShell shell) {
        io.vmm4j.exec.Command login = io.vmm4j.exec.Command.oneShot("sh", "-c", "exec \"${SHELL:-sh}\"")
                .withTimeout(LONGEST);
        OutputSink screen = OutputSink.to(System.out, System.err);
        try (LocalTerminal local = LocalTerminal.raw();
                Terminal terminal = shell.executor().openTerminal(login, local.size(), screen)) {
            return new Ended(shell.vm(), TerminalSession.run(terminal));
        }
    }

    /** A command whose output is on the screen already. */
    private record Ended(VmName vm, int exitStatus) implements Outcome {

        @Override
        public JsonNode json() {
            return Json.object().put("name", vm.value()).put("exitStatus", exitStatus);
        }

        @Override
        public void print(Screen out) {
            // The guest has said all there is to say.
        }
    }

    /** A command with its output. */
    private record Collected(VmName vm, CommandResult result) implements Outcome {

        @Override
        public JsonNode json() {
            return Json.object()
                    .put("name", vm.value())
                    .put("exitStatus", result.exitStatus())
                    .put("stdout", result.stdout())
                    .put("stderr", result.stderr());
        }

        @Override
        public void print(Screen out) {
            out.line(result.stdout());
        }

        @Override
        public int exitStatus() {
            return result.exitStatus();
        }
    }
}
