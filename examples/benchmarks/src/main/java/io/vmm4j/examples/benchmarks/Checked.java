package io.vmm4j.examples.benchmarks;

import io.vmm4j.exec.CommandResult;
import org.jspecify.annotations.Nullable;

/** Sees to it that nothing that failed is measured. */
final class Checked {

    private Checked() {}

    static CommandResult result(CommandResult result) {
        status(result.exitStatus());
        return result;
    }

    static int status(@Nullable Integer exitStatus) {
        if (exitStatus == null || exitStatus != 0) {
            throw new IllegalStateException("a command that always succeeds ended with " + exitStatus);
        }
        return exitStatus;
    }
}
