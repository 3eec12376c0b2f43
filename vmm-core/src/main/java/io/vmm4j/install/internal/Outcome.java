package io.vmm4j.install.internal;

import io.vmm4j.error.Problem;
import io.vmm4j.exec.Answer;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandResult;
import io.vmm4j.install.InstallError;
import io.vmm4j.install.InstallException;
import java.util.List;

/** What a command of an installation came to. */
final class Outcome {

    private Outcome() {}

    /** Throws what it said, if it failed. */
    static void require(String target, Command command, CommandResult result) {
        if (!result.succeeded()) {
            String said = command.scrub(result.stderr()).strip().replaceAll("\\s*\\R\\s*", " / ");
            InstallException failure = new InstallException(
                    Problem.of(InstallError.NOT_STARTED)
                            .with("vm", "the VM")
                            .with("target", target)
                            .with("reason", said.isEmpty() ? "exit status " + result.exitStatus() : said),
                    List.of(),
                    List.of());
            failure.addToTranscript(new Answer(target, command, result).transcript());
            throw failure;
        }
    }
}
