package io.vmm4j.host.internal;

import io.vmm4j.HostPath;
import io.vmm4j.VmError;
import io.vmm4j.VmException;
import io.vmm4j.VmSpec;
import io.vmm4j.error.Problem;
import io.vmm4j.exec.Answer;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.ExecError;
import io.vmm4j.exec.Query;
import io.vmm4j.exec.TransferException;
import io.vmm4j.guest.internal.HostKeyFile;

/**
 * Writes the record of a VM that is to be made, unless there is one: of several that create a VM of one name at the same time,
 * one goes on. It is written before anything else is made, so that what a program that died left behind can be deleted.
 */
final class Reservation {

    private static final int TAKEN = 3;

    /**
     * $1 directory, $2 file, $3 content, $4 host keys of another VM that had the name and was not removed by us. The file appears whole or not at all, by link(2), which never replaces one. Whoever
     * connects must be able to read it, whatever root's umask.
     */
    private static final String WRITE = "umask 022; mkdir -p \"$1\" || exit 1;"
            + " t=$(mktemp \"$2.XXXXXXXXXX\") || exit 1; s=1;"
            + " if printf '%s\\n' \"$3\" >\"$t\" && chmod 644 \"$t\"; then"
            + " if ln \"$t\" \"$2\"; then rm -f \"$4\"; s=0; elif [ -e \"$2\" ]; then s=3; fi; fi;"
            + " rm -f \"$t\"; exit $s";

    private Reservation() {}

    /**
     * The command, whose answer is the file that was made.
     *
     * @throws VmException when it is read, if the name is taken
     * @throws TransferException when it is read, if the file cannot be made
     */
    static Query<HostPath> query(HostContext context, VmSpec spec) {
        HostPath directory = context.records();
        HostPath file = Records.file(directory, spec.name());
        HostPath hostKeys = HostKeyFile.of(directory, spec.name());
        Command command = Command.oneShot(
                        "sh", "-c", WRITE, "sh", directory.value(), file.value(), spec.toJson(), hostKeys.value())
                .withPrivilege(context.privilege());
        return new Query<>(command, answer -> made(file, spec, answer));
    }

    private static HostPath made(HostPath file, VmSpec spec, Answer answer) {
        if (answer.result().exitStatus() == TAKEN) {
            throw new VmException(Problem.of(VmError.EXISTS)
                    .with("vm", spec.name())
                    .with("target", answer.target())
                    .with("evidence", "a moment ago it was recorded in " + file));
        }
        if (!answer.result().succeeded()) {
            throw new TransferException(
                    Problem.of(ExecError.TRANSFER_FAILED)
                            .with("path", file)
                            .with("target", answer.target())
                            .with("action", "written")
                            .with("reason", answer.result().stderr().strip()),
                    null);
        }
        return file;
    }
}
