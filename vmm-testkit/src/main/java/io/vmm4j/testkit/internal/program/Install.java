package io.vmm4j.testkit.internal.program;

import io.vmm4j.testkit.internal.fs.FileText;
import io.vmm4j.testkit.internal.fs.Files;
import io.vmm4j.testkit.internal.fs.OpenFlag;
import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.testkit.internal.kernel.SystemError;
import io.vmm4j.testkit.internal.shell.SymbolicMode;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** install(1): writes beside the target and renames. */
final class Install {

    static final Utility PROGRAM = Utility.of(
            "B:bCcDdFf:g:m:o:pSs",
            List.of(
                    "usage: install [-bCcDdFpSs] [-B suffix] [-f flags] [-g group] [-m mode] [-o owner]",
                    "\t       source ... target ..."),
            Install::run);

    private final SimProcess process;
    private final Arguments arguments;
    private final Files files;
    private final int mode;
    private final Ownership ownership;

    private Install(SimProcess process, Arguments arguments, int mode, Ownership ownership) {
        this.process = process;
        this.arguments = arguments;
        this.files = process.files();
        this.mode = mode;
        this.ownership = ownership;
    }

    private static int run(SimProcess process, Arguments arguments) throws IOException {
        if (arguments.has('f') || arguments.has('s')) {
            throw new UsageError("that option is not simulated");
        }
        Optional<Integer> mode = SymbolicMode.apply(0, arguments.value('m').orElse("755"), false);
        if (mode.isEmpty()) {
            process.warn("invalid file mode: " + arguments.value('m').orElse(""));
            return 1;
        }
        Optional<String> owner = arguments.value('o');
        Optional<String> group = arguments.value('g');
        Optional<Integer> uid = owner.isPresent() ? Ownership.user(process, owner.get()) : Optional.of(-1);
        Optional<Integer> gid = group.isPresent() ? Ownership.group(process, group.get()) : Optional.of(-1);
        if (uid.isEmpty() || gid.isEmpty()) {
            return 1;
        }
        return new Install(process, arguments, mode.get(), new Ownership(uid.get(), gid.get())).all();
    }

    private int all() throws IOException {
        List<String> operands = arguments.operands();
        if (arguments.has('d')) {
            if (operands.isEmpty()) {
                throw new UsageError();
            }
            return directories(operands);
        }
        if (operands.size() < 2) {
            throw new UsageError();
        }
        String target = operands.get(operands.size() - 1);
        boolean into = Copier.isDirectory(files, target);
        if (operands.size() > 2 && !into) {
            throw new UsageError();
        }
        for (String source : operands.subList(0, operands.size() - 1)) {
            String to = into ? Copier.inside(target, source) : target;
            if (!install(source, to)) {
                return 1;
            }
        }
        return 0;
    }

    private int directories(List<String> paths) throws IOException {
        for (String path : paths) {
            try {
                make(path);
                finish(path);
            } catch (SystemError e) {
                process.warn(path, e);
                return 1;
            }
        }
        return 0;
    }

    private void make(String path) throws SystemError {
        if (!files.exists(path)) {
            int slash = path.lastIndexOf('/');
            if (slash > 0) {
                make(path.substring(0, slash));
            }
            files.makeDirectory(path, 0755);
        }
    }

    private boolean install(String source, String to) throws IOException {
        try {
            if (!files.stat(source).isRegular()) {
                process.warn(source + ": Inappropriate file type or format");
                return false;
            }
        } catch (SystemError e) {
            process.warn(source, e);
            return false;
        }
        try {
            if (arguments.has('D') && to.lastIndexOf('/') > 0) {
                make(to.substring(0, to.lastIndexOf('/')));
            }
            if (arguments.has('C') && same(source, to)) {
                finish(to);
                return true;
            }
            replace(source, to);
            return true;
        } catch (SystemError e) {
            process.warn(to, e);
            return false;
        }
    }

    private boolean same(String source, String to) throws SystemError {
        return files.exists(to)
                && files.stat(to).isRegular()
                && Arrays.equals(FileText.readBytes(files, source), FileText.readBytes(files, to));
    }

    private void replace(String source, String to) throws IOException {
        String directory = to.indexOf('/') < 0 ? "." : to.substring(0, to.lastIndexOf('/') + 1);
        String temporary = TemporaryFiles.fill(process.machine().random(), directory + "/INS@XXXXXXXXXX", 0);
        try (Input input = Input.open(process, source)) {
            Copier.copy(process, input, temporary, OpenFlag.CREATING, 0600);
        }
        finish(temporary);
        if (arguments.has('p')) {
            files.setModified(temporary, files.stat(source).modified());
        }
        if ((arguments.has('b') || arguments.has('B')) && files.exists(to)) {
            files.rename(to, to + arguments.value('B').orElse(".old"));
        }
        files.rename(temporary, to);
    }

    private void finish(String path) throws SystemError {
        if (ownership.uid() >= 0 || ownership.gid() >= 0) {
            files.changeOwner(path, ownership.uid(), ownership.gid());
        }
        files.changeMode(path, mode);
    }
}
