package io.vmm4j.host.internal.disk;

import io.vmm4j.DiskSpec;
import io.vmm4j.HostPath;
import io.vmm4j.error.Problem;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.ExecError;
import io.vmm4j.exec.Query;
import io.vmm4j.exec.TransferException;
import io.vmm4j.host.internal.HostContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/**
 * Which clones were made on a host, one file each: where they are, so that they are found wherever that is. What a clone is derived from its
 * own header says; a clone that is not there any more counts for nothing.
 */
public final class CloneNotes {

    /** $1 directory. */
    private static final String READ =
            "[ -d \"$1\" ] || exit 0; cd \"$1\" || exit 1; for f in *; do [ -f \"$f\" ] || continue; cat \"$f\" || exit 1; done";

    private static final String BASE = "base ";
    private static final String CLONE = "clone ";

    private CloneNotes() {}

    static HostPath directory(HostContext context) {
        return context.stateDirectory().resolve("clones");
    }

    static String content(HostPath base, HostPath clone) {
        return BASE + base + "\n" + CLONE + clone;
    }

    /** $1 file, $2 content. */
    private static final String WRITE = "umask 022; mkdir -p \"${1%/*}\" && printf '%s\\n' \"$2\" >\"$1\"";

    /** Where the note of a clone is that comes with a VM. */
    public static HostPath file(HostContext context, HostPath clone) {
        UUID name = UUID.nameUUIDFromBytes(clone.value().getBytes(StandardCharsets.UTF_8));
        return directory(context).resolve(name.toString());
    }

    /** Notes a clone that comes with a VM: it may stay when the VM goes. */
    public static Query<Boolean> write(HostContext context, DiskSpec.Derived clone) {
        HostPath path = clone.image().path();
        HostPath file = file(context, path);
        Command command = Command.idempotent("sh", "-c", WRITE, "sh", file.value(), content(clone.base(), path))
                .withPrivilege(context.privilege());
        return new Query<>(command, answer -> {
            if (!answer.result().succeeded()) {
                throw new TransferException(
                        Problem.of(ExecError.TRANSFER_FAILED)
                                .with("path", file)
                                .with("target", answer.target())
                                .with("action", "written")
                                .with("reason", answer.result().stderr().strip()),
                        null);
            }
            return true;
        });
    }

    /** The clones; empty if the notes cannot be read. */
    static Query<Notes> query(HostContext context) {
        Command command =
                Command.read("sh", "-c", READ, "sh", directory(context).value()).withPrivilege(context.privilege());
        return new Query<>(command, answer -> {
            List<HostPath> clones = answer.result().stdoutLines().stream()
                    .filter(line -> line.startsWith(CLONE + "/"))
                    .map(line -> HostPath.of(line.substring(CLONE.length())))
                    .toList();
            return new Notes(clones, answer.result().succeeded());
        });
    }

    /**
     * What was noted.
     *
     * @param clones where clones were made
     * @param whole whether all notes could be read
     */
    record Notes(List<HostPath> clones, boolean whole) {}
}
