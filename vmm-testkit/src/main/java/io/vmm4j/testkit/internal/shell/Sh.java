package io.vmm4j.testkit.internal.shell;

import io.vmm4j.testkit.internal.fs.Access;
import io.vmm4j.testkit.internal.fs.OpenFlag;
import io.vmm4j.testkit.internal.io.OpenFile;
import io.vmm4j.testkit.internal.kernel.Errno;
import io.vmm4j.testkit.internal.kernel.Program;
import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.testkit.internal.kernel.SystemError;
import io.vmm4j.testkit.internal.shell.Variables.Variable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** sh(1) and ksh(1): {@code sh -c COMMAND}, {@code sh -s}, {@code sh FILE}, and commands from standard input. */
public final class Sh implements Program {

    private static final int CANNOT_OPEN = 127;

    @Override
    public int run(SimProcess process) throws IOException {
        String called = process.argv().get(0);
        Shell shell = new Shell(
                process, called, !process.name().replaceFirst("^-", "").equals("sh"));
        importEnvironment(shell);
        return new Toplevel(shell).guarded(() -> start(shell, process.argv()));
    }

    private static void importEnvironment(Shell shell) {
        shell.process().environment().forEach((name, value) -> {
            if (Characters.isName(name)) {
                shell.variables().put(name, Variable.UNSET.with(value).asExported(true));
            }
        });
        shell.variables().put("IFS", Variable.UNSET.with(" \t\n"));
        shell.variables().put("OPTIND", Variable.UNSET.with("1"));
        shell.variables().put("PS2", Variable.UNSET.with("> "));
        shell.variables().put("PS4", Variable.UNSET.with("+ "));
        boolean pathKnown = shell.variables().get("PATH").isPresent();
        if (!pathKnown) {
            shell.variables()
                    .put("PATH", Variable.UNSET.with(SimpleCommands.SYSTEM_PATH).asExported(true));
        }
        Variable directory = shell.variables().find("PWD").with(shell.process().workingDirectory());
        shell.variables().put("PWD", directory.asExported(true));
    }

    /** What the command line asked for. */
    private record Request(boolean command, boolean standardInput, boolean interactive, int operands) {}

    private int start(Shell shell, List<String> argv) throws IOException {
        Request request;
        try {
            request = parse(shell, argv);
        } catch (BuiltinFailure e) {
            shell.complain(e.text());
            return 1;
        }
        List<String> operands = new ArrayList<>(argv.subList(request.operands(), argv.size()));
        if (request.command()) {
            return runCommand(shell, operands);
        }
        if (!operands.isEmpty() && !request.standardInput()) {
            return runFile(shell, operands);
        }
        shell.setPositional(operands);
        if (argv.get(0).startsWith("-")) {
            readProfile(shell, "/etc/profile");
            readProfile(shell, shell.variables().get("HOME").orElse("") + "/.profile");
        }
        boolean terminal = shell.process().isTerminal(0) && shell.process().isTerminal(2);
        if (request.interactive() || terminal) {
            return new InteractiveShell(shell).run();
        }
        shell.setFile(Optional.of("<stdin>"));
        return new ScriptRunner(shell).run(new DescriptorLines(shell, 0));
    }

    /** Reads a file of commands at the start, if it is there; an error in it is told and does not end the shell. */
    static void readProfile(Shell shell, String path) throws IOException {
        if (!shell.process().files().may(Access.READ, path)) {
            return;
        }
        try {
            FlowBuiltins.dot(shell, List.of(".", path));
        } catch (Complaint e) {
            shell.complain(e.text());
        }
    }

    private static Request parse(Shell shell, List<String> argv) throws IOException {
        boolean command = false;
        boolean standardInput = false;
        boolean interactive = false;
        List<String> settings = new ArrayList<>(List.of("sh"));
        int at = 1;
        while (at < argv.size()
                && argv.get(at).length() > 1
                && "-+".indexOf(argv.get(at).charAt(0)) >= 0) {
            String word = argv.get(at++);
            if (word.equals("--")) {
                break;
            }
            command |= word.startsWith("-") && word.indexOf('c') > 0;
            standardInput |= word.startsWith("-") && word.indexOf('s') > 0;
            interactive |= word.startsWith("-") && word.indexOf('i') > 0;
            String rest = word.substring(0, 1) + word.substring(1).replaceAll("[csi]", "");
            if (rest.length() > 1) {
                settings.add(rest);
                if (rest.endsWith("o") && at < argv.size()) {
                    settings.add(argv.get(at++));
                }
            }
        }
        SetBuiltin.options(shell.options(), settings, shell);
        if (at < argv.size() && argv.get(at).equals("-")) {
            at++;
        }
        return new Request(command, standardInput, interactive, at);
    }

    private static int runCommand(Shell shell, List<String> operands) throws IOException {
        if (operands.isEmpty()) {
            throw new ShellError("-c requires an argument");
        }
        if (operands.size() > 1) {
            shell.setName(operands.get(1));
            shell.setPositional(operands.subList(2, operands.size()));
        }
        Optional<Tree> tree = Parser.parseAll(operands.get(0));
        return tree.isPresent() ? shell.interpreter().execute(tree.get()) : 0;
    }

    private static int runFile(Shell shell, List<String> operands) throws IOException {
        String path = operands.get(0);
        OpenFile file;
        try {
            file = shell.process().files().open(path, OpenFlag.READING, 0);
            if (file.kind() == OpenFile.Kind.DIRECTORY) {
                throw Errno.EISDIR.asError();
            }
        } catch (SystemError e) {
            throw new ShellError(path + ": " + e.errno().text(), CANNOT_OPEN);
        }
        shell.setName(path);
        shell.setFile(Optional.of(path));
        shell.setPositional(operands.subList(1, operands.size()));
        try {
            return new ScriptRunner(shell).run(new FileLines(shell.process(), file));
        } finally {
            file.release();
        }
    }
}
