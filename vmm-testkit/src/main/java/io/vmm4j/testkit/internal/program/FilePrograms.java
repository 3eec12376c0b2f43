package io.vmm4j.testkit.internal.program;

import io.vmm4j.testkit.internal.fs.FileKind;
import io.vmm4j.testkit.internal.fs.Files;
import io.vmm4j.testkit.internal.fs.OpenFlag;
import io.vmm4j.testkit.internal.fs.Stat;
import io.vmm4j.testkit.internal.kernel.Errno;
import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.testkit.internal.kernel.SystemError;
import io.vmm4j.testkit.internal.shell.SymbolicMode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** rm(1), mkdir(1), rmdir(1), ln(1), touch(1), chmod(1), chown(8), chgrp(1). */
final class FilePrograms {

    static final Utility RM = Utility.of("dfiPRrv", List.of("usage: rm [-dfiPRrv] file ..."), FilePrograms::rm);

    static final Utility MKDIR =
            Utility.of("m:p", List.of("usage: mkdir [-p] [-m mode] directory ..."), FilePrograms::mkdir);

    static final Utility RMDIR = Utility.of("p", List.of("usage: rmdir [-p] directory ..."), FilePrograms::rmdir);

    static final Utility LN = Utility.of(
            "fhns",
            List.of("usage: ln [-fhLnPs] source [target]", "       ln [-fLPs] source ... [directory]"),
            FilePrograms::ln);

    static final Utility TOUCH = Utility.of(
            "acmr:",
            List.of(
                    "usage: touch [-acm] [-d ccyy-mm-ddTHH:MM[:SS][.frac][Z]] [-r file]",
                    "             [-t [[cc]yy]mmddHHMM[.SS]] file ..."),
            FilePrograms::touch);

    static final Utility CHMOD =
            Utility.of("R", List.of("usage: chmod [-h] [-R [-H | -L | -P]] mode file ..."), FilePrograms::chmod);

    static final Utility CHOWN = Utility.of(
            "hR",
            List.of(
                    "usage: chown [-h] [-R [-H | -L | -P]] owner[:group] file ...",
                    "       chown [-h] [-R [-H | -L | -P]] :group file ..."),
            (process, arguments) -> chown(process, arguments, false));

    static final Utility CHGRP = Utility.of(
            "hR",
            List.of("usage: chgrp [-h] [-R [-H | -L | -P]] group file ..."),
            (process, arguments) -> chown(process, arguments, true));

    private FilePrograms() {}

    private static int rm(SimProcess process, Arguments arguments) throws IOException {
        if (arguments.operands().isEmpty() && !arguments.has('f')) {
            throw new UsageError();
        }
        if (arguments.has('i')) {
            throw new UsageError("asking is not simulated");
        }
        int status = 0;
        for (String path : arguments.operands()) {
            String name = path.replaceFirst("/+$", "");
            name = name.substring(name.lastIndexOf('/') + 1);
            if (name.equals(".") || name.equals("..")) {
                process.warn("\".\" and \"..\" may not be removed");
                status = 1;
            } else {
                status |= remove(process, arguments, path) ? 0 : 1;
            }
        }
        return status;
    }

    private static boolean remove(SimProcess process, Arguments arguments, String path) throws IOException {
        boolean recursive = arguments.has('r') || arguments.has('R');
        Files files = process.files();
        try {
            if (files.lstat(path).isDirectory()) {
                if (!recursive && !arguments.has('d')) {
                    process.warn(path + ": is a directory");
                    return false;
                }
                if (recursive) {
                    for (String child : files.list(path)) {
                        if (!remove(process, arguments, path + "/" + child)) {
                            return false;
                        }
                    }
                }
                files.removeDirectory(path);
            } else {
                files.unlink(path);
            }
        } catch (SystemError e) {
            if (arguments.has('f') && e.errno() == Errno.ENOENT) {
                return true;
            }
            process.warn(path, e);
            return false;
        }
        if (arguments.has('v')) {
            process.print(path + "\n");
        }
        return true;
    }

    private static int mkdir(SimProcess process, Arguments arguments) throws IOException {
        if (arguments.operands().isEmpty()) {
            throw new UsageError();
        }
        int mode = 0777;
        if (arguments.value('m').isPresent()) {
            Optional<Integer> wanted =
                    SymbolicMode.apply(0777, arguments.value('m').get(), true);
            if (wanted.isEmpty()) {
                process.warn("invalid file mode: " + arguments.value('m').get());
                return 1;
            }
            mode = wanted.get();
        }
        int status = 0;
        for (String path : arguments.operands()) {
            try {
                if (arguments.has('p')) {
                    makeAll(process.files(), path);
                } else {
                    process.files().makeDirectory(path, 0777);
                }
                if (arguments.has('m')) {
                    process.files().changeMode(path, mode);
                }
            } catch (SystemError e) {
                process.warn(path, e);
                status = 1;
            }
        }
        return status;
    }

    private static void makeAll(Files files, String path) throws SystemError {
        for (int slash = path.indexOf('/', 1); ; slash = path.indexOf('/', slash + 1)) {
            String part = slash < 0 ? path : path.substring(0, slash);
            if (!files.exists(part)) {
                files.makeDirectory(part, 0777);
            } else if (!files.stat(part).isDirectory()) {
                throw (slash < 0 ? Errno.EEXIST : Errno.ENOTDIR).asError();
            }
            if (slash < 0) {
                return;
            }
        }
    }

    private static int rmdir(SimProcess process, Arguments arguments) throws IOException {
        if (arguments.operands().isEmpty()) {
            throw new UsageError();
        }
        int status = 0;
        for (String operand : arguments.operands()) {
            String path = operand;
            try {
                process.files().removeDirectory(path);
                while (arguments.has('p') && path.lastIndexOf('/') > 0) {
                    path = path.substring(0, path.lastIndexOf('/'));
                    process.files().removeDirectory(path);
                }
            } catch (SystemError e) {
                process.warn(path, e);
                status = 1;
            }
        }
        return status;
    }

    private static int ln(SimProcess process, Arguments arguments) throws IOException {
        List<String> operands = arguments.operands();
        if (operands.isEmpty()) {
            throw new UsageError();
        }
        Files files = process.files();
        String last = operands.size() == 1 ? "." : operands.get(operands.size() - 1);
        boolean keepLink = (arguments.has('h') || arguments.has('n')) && isLink(files, last);
        boolean intoDirectory = !keepLink && Copier.isDirectory(files, last);
        if (operands.size() > 2 && !intoDirectory) {
            throw new UsageError();
        }
        int status = 0;
        for (String source : operands.subList(0, Math.max(1, operands.size() - 1))) {
            String target = intoDirectory ? Copier.inside(last, source) : last;
            try {
                if (arguments.has('f') && (files.exists(target) || isLink(files, target))) {
                    files.unlink(target);
                }
                if (arguments.has('s')) {
                    files.makeLink(source, target);
                } else {
                    files.link(source, target);
                }
            } catch (SystemError e) {
                process.warn(e.errno() == Errno.ENOENT && !arguments.has('s') ? source : target, e);
                status = 1;
            }
        }
        return status;
    }

    private static boolean isLink(Files files, String path) {
        try {
            return files.lstat(path).kind() == FileKind.SYMBOLIC_LINK;
        } catch (SystemError e) {
            return false;
        }
    }

    private static int touch(SimProcess process, Arguments arguments) throws IOException {
        if (arguments.operands().isEmpty()) {
            throw new UsageError();
        }
        java.time.Instant when = process.machine().timeline().now();
        if (arguments.value('r').isPresent()) {
            String reference = arguments.value('r').get();
            try {
                when = process.files().stat(reference).modified();
            } catch (SystemError e) {
                process.warn(reference, e);
                return 1;
            }
        }
        int status = 0;
        for (String path : arguments.operands()) {
            try {
                if (!process.files().exists(path)) {
                    if (arguments.has('c')) {
                        continue;
                    }
                    process.files()
                            .open(path, java.util.EnumSet.of(OpenFlag.WRITE, OpenFlag.CREATE), 0666)
                            .release();
                }
                process.files().setModified(path, when);
            } catch (SystemError e) {
                process.warn(path, e);
                status = 1;
            }
        }
        return status;
    }

    private static int chmod(SimProcess process, Arguments arguments) throws IOException {
        if (arguments.operands().size() < 2) {
            throw new UsageError();
        }
        String mode = arguments.operands().get(0);
        if (SymbolicMode.apply(0, mode, false).isEmpty()) {
            process.warn("invalid file mode: " + mode);
            return 1;
        }
        return each(process, arguments, path -> {
            Stat stat = process.files().stat(path);
            int wanted =
                    SymbolicMode.apply(stat.mode(), mode, stat.isDirectory()).orElseThrow();
            process.files().changeMode(path, wanted);
        });
    }

    /** A change of one file. */
    @FunctionalInterface
    private interface Change {
        void make(String path) throws SystemError;
    }

    private static int each(SimProcess process, Arguments arguments, Change change) throws IOException {
        int status = 0;
        for (String path : arguments.operands().subList(1, arguments.operands().size())) {
            status |= change(process, path, arguments.has('R'), change) ? 0 : 1;
        }
        return status;
    }

    private static boolean change(SimProcess process, String path, boolean recursive, Change change)
            throws IOException {
        try {
            change.make(path);
            boolean done = true;
            if (recursive && process.files().lstat(path).isDirectory()) {
                for (String child : process.files().list(path)) {
                    done &= change(process, path + "/" + child, true, change);
                }
            }
            return done;
        } catch (SystemError e) {
            process.warn(path, e);
            return false;
        }
    }

    private static int chown(SimProcess process, Arguments arguments, boolean groupOnly) throws IOException {
        if (arguments.operands().size() < 2) {
            throw new UsageError();
        }
        Optional<Ownership> wanted =
                Ownership.parse(process, arguments.operands().get(0), groupOnly);
        if (wanted.isEmpty()) {
            return 1;
        }
        int uid = wanted.get().uid();
        int gid = wanted.get().gid();
        return each(process, arguments, path -> {
            if (arguments.has('h')) {
                process.files().changeLinkOwner(path, uid, gid);
            } else {
                process.files().changeOwner(path, uid, gid);
            }
        });
    }
}
