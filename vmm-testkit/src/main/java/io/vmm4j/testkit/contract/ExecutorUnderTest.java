package io.vmm4j.testkit.contract;

import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.exec.CommandResult;
import java.time.Duration;
import java.util.List;

/** What the parts of the contract know of the transport. */
public interface ExecutorUnderTest {

    /** The executor that all tests share; never closed by them. */
    CommandExecutor executor();

    /** Another executor for the same host, which the test closes. */
    CommandExecutor newExecutor();

    /** A directory on the host that exists, is empty at first, and that the executor's user may write to. */
    String workingDirectory();

    /**
     * How long a stop may take beyond the timeout, counted by the machine's clock. A transport that cannot signal has to
     * connect again first.
     */
    default Duration stoppingAllowance() {
        return Duration.ofSeconds(8);
    }

    /** Runs a command that reads only and asks for its result. */
    default CommandResult run(String... argv) {
        return executor().run(Command.read(argv));
    }

    /** Runs a line of sh(1). */
    default CommandResult sh(String script, String... arguments) {
        return executor().run(Command.of(io.vmm4j.exec.Effect.READ, argv(script, arguments)));
    }

    /** The argv that makes sh(1) run a line. */
    static List<String> argv(String script, String... arguments) {
        List<String> argv = new java.util.ArrayList<>(List.of("sh", "-c", script, "sh"));
        argv.addAll(List.of(arguments));
        return argv;
    }
}
