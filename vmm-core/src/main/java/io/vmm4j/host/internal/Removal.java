package io.vmm4j.host.internal;

import io.vmm4j.error.Problem;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.Effect;
import io.vmm4j.exec.ExecError;
import io.vmm4j.exec.Privilege;
import io.vmm4j.exec.Query;
import io.vmm4j.exec.TransferException;
import java.util.List;

/** Removing files, with an error if that fails. */
final class Removal {

    private Removal() {}

    /** {@code rm -f} with its operands; nothing to remove is no failure. */
    static Query<Boolean> query(List<String> argv, Privilege privilege) {
        Command command = Command.of(Effect.IDEMPOTENT, argv).withPrivilege(privilege);
        return new Query<>(command, answer -> {
            if (!answer.result().succeeded()) {
                throw new TransferException(
                        Problem.of(ExecError.TRANSFER_FAILED)
                                .with("path", String.join(" ", argv.subList(2, argv.size())))
                                .with("target", answer.target())
                                .with("action", "removed")
                                .with("reason", answer.result().stderr().strip()),
                        null);
            }
            return true;
        });
    }
}
