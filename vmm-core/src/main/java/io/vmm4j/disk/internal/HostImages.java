package io.vmm4j.disk.internal;

import io.vmm4j.disk.Qcow2Error;
import io.vmm4j.disk.Qcow2Exception;
import io.vmm4j.exec.Answer;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.exec.Privilege;
import io.vmm4j.exec.Query;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Images on a host, of which only headers and tables are read. One round trip opens a file and reads its first {@value
 * HostFile#HEAD_PAGES} pages; one more reads as many tables as {@value HostFile#MOST_PAGES} pages hold.
 *
 * @param executor what runs the commands
 * @param privilege as whom
 */
public record HostImages(CommandExecutor executor, Privilege privilege) implements ImageStore {

    private static final int MISSING = 3;
    private static final int NO_FILE = 4;

    /** $1 file, $2 bytes of a page, $3 how many of them. Prints the size on a line of its own, then the first pages. */
    private static final String OPEN = "[ -e \"$1\" ] || exit 3; [ -f \"$1\" ] || exit 4;"
            + " stat -L -f %z \"$1\" && dd \"if=$1\" bs=$2 count=$3 2>/dev/null";

    @Override
    public ImageFile open(String path) {
        Command command = Command.read(
                        "sh",
                        "-c",
                        OPEN,
                        "sh",
                        path,
                        Integer.toString(HostFile.PAGE),
                        Integer.toString(HostFile.HEAD_PAGES))
                .withPrivilege(privilege);
        return new Query<>(command, answer -> opened(path, answer)).ask(executor);
    }

    private HostFile opened(String path, Answer answer) {
        if (answer.result().exitStatus() == NO_FILE) {
            throw new Qcow2Exception(Errors.problem(Qcow2Error.NOT_A_FILE, path));
        }
        if (!answer.result().succeeded()) {
            String said = answer.result().stderr().strip();
            String reason = answer.result().exitStatus() == MISSING ? "there is no such file" : said;
            throw unreadable(path, reason.isEmpty() ? "dd(1) could not read it" : reason);
        }
        byte[] printed = answer.result().stdoutBytes();
        int line = 0;
        while (line < printed.length && printed[line] != '\n') {
            line++;
        }
        String size = new String(printed, 0, line, StandardCharsets.US_ASCII);
        if (line == printed.length || !size.matches("[0-9]{1,18}")) {
            throw unreadable(path, "stat(1) told no size");
        }
        return new HostFile(this, path, Long.parseLong(size), Arrays.copyOfRange(printed, line + 1, printed.length));
    }

    static Qcow2Exception unreadable(String path, String reason) {
        return new Qcow2Exception(Errors.problem(Qcow2Error.UNREADABLE, path).with("reason", reason));
    }

    /** A name is relative to the directory of the image, as vmd(8) takes it. */
    @Override
    public String resolve(String image, String name) {
        return name.startsWith("/") ? name : image.substring(0, image.lastIndexOf('/') + 1) + name;
    }

    @Override
    public void expect(ImageFile file, TableOrder order) {
        if (file instanceof HostFile remote) {
            remote.expect(order.offsets());
        }
    }
}
