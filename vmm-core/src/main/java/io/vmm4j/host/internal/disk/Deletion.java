package io.vmm4j.host.internal.disk;

import io.vmm4j.HostPath;
import io.vmm4j.disk.DiskError;
import io.vmm4j.disk.DiskException;
import io.vmm4j.error.Problem;
import io.vmm4j.error.VmmException;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.DoasException;
import io.vmm4j.exec.Query;
import io.vmm4j.exec.internal.Undisturbed;
import io.vmm4j.host.internal.HostContext;

/** Removes an image, and the note of it if it is a clone. */
final class Deletion {

    /** $1 image, $2 directory of notes. */
    private static final String DELETE = "rm -f \"$1\" || exit 1; [ -d \"$2\" ] || exit 0; cd \"$2\" || exit 1;"
            + " for f in *; do [ -f \"$f\" ] || continue;"
            + " while IFS= read -r l; do if [ \"$l\" = \"clone $1\" ]; then rm -f \"$f\" || exit 1; break; fi; done <\"$f\";"
            + " done; exit 0";

    private final HostContext context;
    private final HostPath image;

    Deletion(HostContext context, HostPath image) {
        this.context = context;
        this.image = image;
    }

    void run() {
        try {
            delete();
        } catch (DoasException e) {
            throw e;
        } catch (VmmException e) {
            again(e);
        }
    }

    /** Removing twice does no harm, and the second answer tells what the first would have. */
    private void again(VmmException failure) {
        try {
            Undisturbed.run(this::delete);
        } catch (VmmException e) {
            failure.addSuppressed(e);
            throw new DiskException(problem().with("reason", failure.getMessage()), failure);
        }
    }

    private void delete() {
        Command command = Command.idempotent(
                        "sh",
                        "-c",
                        DELETE,
                        "sh",
                        image.value(),
                        CloneNotes.directory(context).value())
                .withPrivilege(context.privilege());
        new Query<>(command, answer -> {
                    if (!answer.result().succeeded()) {
                        throw new DiskException(problem()
                                .with("reason", answer.result().stderr().strip()));
                    }
                    return true;
                })
                .ask(context.executor());
    }

    private Problem problem() {
        return Problem.of(DiskError.NOT_DELETED).with("path", image).with("target", context.target());
    }
}
