package io.vmm4j.host.internal.disk;

import io.vmm4j.HostPath;
import io.vmm4j.disk.DiskError;
import io.vmm4j.disk.DiskException;
import io.vmm4j.error.Problem;
import io.vmm4j.exec.Answer;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.Query;
import io.vmm4j.host.internal.HostContext;
import io.vmm4j.host.internal.doctor.FileSystem;
import java.util.List;

/** The place where an image is to be made: nothing is there, and there is room. */
final class Room {

    /** $1 image, $2 its directory. */
    private static final String LOOK = "if [ -e \"$1\" ] || [ -L \"$1\" ]; then echo exists; fi; exec df -kP \"$2\"";

    private static final long MEBIBYTE = 1L << 20;

    private Room() {}

    /** Looks whether the file system has this room; the query's reader throws if it has not, or if something is there. */
    static Query<Boolean> forNew(HostContext context, HostPath image, long bytes) {
        return query(context, image, bytes, true);
    }

    /** The same for what will take the place of an image. */
    static Query<Boolean> besides(HostContext context, HostPath image, long bytes) {
        return query(context, image, bytes, false);
    }

    private static Query<Boolean> query(HostContext context, HostPath image, long bytes, boolean fresh) {
        HostPath directory = Making.directory(image);
        Command command = Command.read("sh", "-c", LOOK, "sh", image.value(), directory.value())
                .withPrivilege(context.privilege());
        return new Query<>(command, answer -> {
            Problem problem = Problem.of(DiskError.EXISTS).with("path", image).with("target", context.target());
            if (fresh && answer.result().stdoutLines().contains("exists")) {
                throw new DiskException(problem);
            }
            require(context, image, bytes, answer);
            return true;
        });
    }

    private static void require(HostContext context, HostPath image, long bytes, Answer answer) {
        String said = answer.result().stderr().strip();
        if (!answer.result().succeeded()) {
            throw new DiskException(about(DiskError.DIRECTORY_MISSING, context, image)
                    .with("reason", said.isEmpty() ? "df(1) failed." : said + "."));
        }
        List<FileSystem> found = FileSystem.parse(answer.result().stdoutLines());
        if (found.size() != 1) {
            throw new DiskException(
                    about(DiskError.ROOM_UNKNOWN, context, image).with("reason", "df(1) printed another table."));
        }
        long available = found.get(0).availableKilobytes() * 1024;
        if (available < bytes) {
            throw new DiskException(about(DiskError.NO_ROOM, context, image)
                    .with("needed", (bytes + MEBIBYTE - 1) / MEBIBYTE)
                    .with("available", available / MEBIBYTE)
                    .with("volume", found.get(0).mountPoint()));
        }
    }

    private static Problem about(DiskError code, HostContext context, HostPath image) {
        return Problem.of(code).with("path", image).with("target", context.target());
    }
}
