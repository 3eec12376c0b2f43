package io.vmm4j.testkit.internal.program;

import io.vmm4j.testkit.internal.fs.FileKind;
import io.vmm4j.testkit.internal.fs.Files;
import io.vmm4j.testkit.internal.fs.OpenFlag;
import io.vmm4j.testkit.internal.fs.Stat;
import io.vmm4j.testkit.internal.io.OpenFile;
import io.vmm4j.testkit.internal.kernel.Errno;
import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.testkit.internal.kernel.SystemError;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** cp(1) and mv(1). */
final class Copier {

    static final Utility CP = Utility.of(
            "afpRrv",
            List.of(
                    "usage: cp [-afipv] [-R [-H | -L | -P]] source target",
                    "       cp [-afipv] [-R [-H | -L | -P]] source ... directory"),
            (process, arguments) -> new Copier(process, arguments).each(false));

    static final Utility MV = Utility.of(
            "fv",
            List.of("usage: mv [-fiv] source target", "       mv [-fiv] source ... directory"),
            (process, arguments) -> new Copier(process, arguments).each(true));

    private final SimProcess process;
    private final Arguments arguments;
    private final Files files;
    private final boolean recursive;
    private final boolean preserve;

    private Copier(SimProcess process, Arguments arguments) {
        this.process = process;
        this.arguments = arguments;
        this.files = process.files();
        this.recursive = arguments.has('R') || arguments.has('r') || arguments.has('a');
        this.preserve = arguments.has('p') || arguments.has('a');
    }

    static boolean isDirectory(Files files, String path) {
        try {
            return files.stat(path).isDirectory();
        } catch (SystemError e) {
            return false;
        }
    }

    /** The path that a source gets inside a directory. */
    static String inside(String directory, String source) {
        String name = source.replaceFirst("/+$", "");
        return directory.replaceFirst("/+$", "") + "/" + name.substring(name.lastIndexOf('/') + 1);
    }

    private int each(boolean move) throws IOException {
        List<String> operands = arguments.operands();
        if (operands.size() < 2) {
            throw new UsageError();
        }
        String target = operands.get(operands.size() - 1);
        boolean into = isDirectory(files, target);
        if (operands.size() > 2 && !into) {
            throw new UsageError();
        }
        int status = 0;
        for (String source : operands.subList(0, operands.size() - 1)) {
            String to = into ? inside(target, source) : target;
            boolean done = move ? move(source, to) : copyOrComplain(source, to);
            if (done && arguments.has('v')) {
                process.print(source + " -> " + to + "\n");
            }
            status |= done ? 0 : 1;
        }
        return status;
    }

    private boolean move(String from, String to) throws IOException {
        try {
            files.rename(from, to);
            return true;
        } catch (SystemError e) {
            if (e.errno() != Errno.EXDEV) {
                boolean sourceMissing = e.errno() == Errno.ENOENT && !files.exists(from);
                process.warn(sourceMissing ? from : "rename " + from + " to " + to, e);
                return false;
            }
        }
        if (!new Copier(process, new Arguments(List.of(new Arguments.Option('a', "")), List.of()))
                .copyOrComplain(from, to)) {
            return false;
        }
        remove(from);
        return true;
    }

    private void remove(String path) throws SystemError {
        if (!files.lstat(path).isDirectory()) {
            files.unlink(path);
            return;
        }
        for (String child : files.list(path)) {
            remove(path + "/" + child);
        }
        files.removeDirectory(path);
    }

    private boolean copyOrComplain(String from, String to) throws IOException {
        Stat stat;
        try {
            stat = recursive ? files.lstat(from) : files.stat(from);
        } catch (SystemError e) {
            process.warn(from, e);
            return false;
        }
        if (stat.isDirectory() && !recursive) {
            process.warn(from + " is a directory (not copied).");
            return false;
        }
        try {
            return stat.isDirectory() ? copyDirectory(from, to, stat) : copyFile(from, to, stat);
        } catch (SystemError e) {
            process.warn(to, e);
            return false;
        }
    }

    private boolean copyDirectory(String from, String to, Stat stat) throws IOException {
        if (!isDirectory(files, to)) {
            files.makeDirectory(to, stat.mode() | 0700);
        }
        boolean done = true;
        for (String child : files.list(from)) {
            done &= copyOrComplain(from + "/" + child, to + "/" + child);
        }
        preserve(to, stat);
        return done;
    }

    private boolean copyFile(String from, String to, Stat stat) throws IOException {
        if (files.exists(to) && files.stat(to).inode() == stat.inode()) {
            process.warn(from + " and " + to + " are identical (not copied).");
            return false;
        }
        if (stat.kind() == FileKind.SYMBOLIC_LINK) {
            files.makeLink(files.readLink(from), to);
            return true;
        }
        if (arguments.has('f') && files.exists(to)) {
            files.unlink(to);
        }
        try (Input input = Input.open(process, from)) {
            copy(process, input, to, OpenFlag.WRITING, stat.mode() & 0777);
        }
        preserve(to, stat);
        return true;
    }

    /** Writes all of an input to a file. */
    static void copy(SimProcess process, Input input, String to, Set<OpenFlag> flags, int mode) throws IOException {
        OpenFile output = process.files().open(to, flags, mode);
        try {
            byte[] buffer = new byte[64 * 1024];
            for (int count = input.read(buffer, 0, buffer.length);
                    count > 0;
                    count = input.read(buffer, 0, buffer.length)) {
                output.write(process.patience(), buffer, 0, count);
            }
        } finally {
            output.release();
        }
    }

    private void preserve(String path, Stat stat) throws SystemError {
        if (preserve) {
            files.setModified(path, stat.modified());
            files.changeMode(path, stat.mode());
            if (process.account().isRoot()) {
                files.changeOwner(path, stat.uid(), stat.gid());
            }
        }
    }
}
