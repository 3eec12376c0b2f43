package io.vmm4j.testkit.internal.shell;

import io.vmm4j.testkit.internal.fs.Access;
import io.vmm4j.testkit.internal.kernel.Errno;
import io.vmm4j.testkit.internal.kernel.SystemError;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** cd, pwd, umask and ulimit. */
final class DirectoryBuiltins {

    private DirectoryBuiltins() {}

    static int cd(Shell shell, List<String> argv) throws IOException {
        BuiltinOptions options = BuiltinOptions.parse(argv, "LP");
        List<String> operands = options.operands();
        if (operands.size() > 1) {
            throw new BuiltinFailure("too many arguments");
        }
        boolean back = !operands.isEmpty() && operands.get(0).equals("-");
        String target = operands.isEmpty()
                ? required(shell, "HOME", "no home directory (HOME not set)")
                : back ? required(shell, "OLDPWD", "no OLDPWD") : operands.get(0);
        String logical = simplified(shell.process().workingDirectory(), target);
        String directory = options.has('P') || shell.options().isOn("physical") ? real(shell, logical) : logical;
        enter(shell, directory);
        if (back) {
            shell.process().print(directory + "\n");
        }
        return 0;
    }

    private static String required(Shell shell, String variable, String message) {
        return shell.variables()
                .get(variable)
                .filter(value -> !value.isEmpty())
                .orElseThrow(() -> new BuiltinFailure(message));
    }

    private static String real(Shell shell, String path) {
        try {
            return shell.process().files().realPath(path);
        } catch (SystemError e) {
            throw new BuiltinFailure(path + " - " + e.errno().text());
        }
    }

    private static void enter(Shell shell, String directory) {
        try {
            if (!shell.process().files().stat(directory).isDirectory()) {
                throw Errno.ENOTDIR.asError();
            }
            if (!shell.process().files().may(Access.EXECUTE, directory)) {
                throw Errno.EACCES.asError();
            }
        } catch (SystemError e) {
            throw new BuiltinFailure(directory + " - " + e.errno().text());
        }
        String old = shell.process().workingDirectory();
        shell.process().changeDirectory(directory);
        shell.assign("OLDPWD", old);
        shell.assign("PWD", directory);
    }

    /** A path made absolute, without {@code .} and with {@code ..} taken by its name alone. */
    private static String simplified(String from, String path) {
        Deque<String> names = new ArrayDeque<>();
        String whole = path.startsWith("/") ? path : from + "/" + path;
        for (String name : whole.split("/", -1)) {
            if (name.equals("..")) {
                names.pollLast();
            } else if (!name.isEmpty() && !name.equals(".")) {
                names.addLast(name);
            }
        }
        return "/" + String.join("/", names);
    }

    static int pwd(Shell shell, List<String> argv) throws IOException {
        BuiltinOptions options = BuiltinOptions.parse(argv, "LP");
        if (!options.operands().isEmpty()) {
            throw new BuiltinFailure("too many arguments");
        }
        String directory = shell.process().workingDirectory();
        shell.process().print((options.has('P') ? real(shell, directory) : directory) + "\n");
        return 0;
    }

    static int umask(Shell shell, List<String> argv) throws IOException {
        BuiltinOptions options = BuiltinOptions.parse(argv, "S");
        int mask = shell.process().umask();
        if (options.operands().isEmpty()) {
            shell.process().print(options.has('S') ? symbolic(~mask) + "\n" : String.format("%03o\n", mask));
            return 0;
        }
        String wanted = options.operands().get(0);
        if (wanted.matches("[0-7]{1,4}")) {
            shell.process().setUmask(Integer.parseInt(wanted, 8));
        } else if (Characters.isDigit(wanted.charAt(0))) {
            throw new BuiltinFailure("bad number");
        } else {
            int permitted =
                    SymbolicMode.apply(~mask & 0777, wanted, false).orElseThrow(() -> new BuiltinFailure("bad mask"));
            shell.process().setUmask(~permitted & 0777);
        }
        return 0;
    }

    private static String symbolic(int mode) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 3; i++) {
            int bits = mode >> (6 - 3 * i);
            text.append(i > 0 ? "," : "").append("ugo".charAt(i)).append('=');
            text.append((bits & 4) != 0 ? "r" : "")
                    .append((bits & 2) != 0 ? "w" : "")
                    .append((bits & 1) != 0 ? "x" : "");
        }
        return text.toString();
    }

    /** Limits are what a daemon class's are; they can be asked for, one at a time, and not be changed. */
    static int ulimit(Shell shell, List<String> argv) throws IOException {
        BuiltinOptions options = BuiltinOptions.parse(argv, "HSacdflmnpstv");
        if (!options.operands().isEmpty() || options.has('a')) {
            throw new BuiltinFailure("changing and listing limits is not simulated");
        }
        String limit = "unlimited";
        if (options.has('n')) {
            limit = "512";
        } else if (options.has('p')) {
            limit = "1310";
        } else if (options.has('d')) {
            limit = "33554432";
        } else if (options.has('s')) {
            limit = "8192";
        }
        shell.process().print(limit + "\n");
        return 0;
    }
}
