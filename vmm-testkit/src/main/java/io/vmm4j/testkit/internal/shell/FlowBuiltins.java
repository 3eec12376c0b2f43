package io.vmm4j.testkit.internal.shell;

import io.vmm4j.testkit.internal.fs.Access;
import io.vmm4j.testkit.internal.fs.FileText;
import io.vmm4j.testkit.internal.kernel.SystemError;
import io.vmm4j.testkit.internal.shell.Interpreter.Failing;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** break, continue, return, exit, eval and the full stop. */
final class FlowBuiltins {

    private FlowBuiltins() {}

    static int breakOrContinue(Shell shell, List<String> argv) throws IOException {
        int levels = argv.size() > 1 ? number(argv.get(1)) : 1;
        if (levels <= 0) {
            throw new BuiltinFailure(argv.get(1) + ": bad value");
        }
        int depth = shell.interpreter().loopDepth();
        if (depth == 0) {
            shell.complain(argv.get(0) + ": cannot " + argv.get(0));
            return 0;
        }
        if (levels > depth) {
            shell.complain(argv.get(0) + ": can only " + argv.get(0) + " " + depth + " level(s)");
        }
        throw new Control.OfLoop(Math.min(levels, depth), argv.get(0).equals("continue"));
    }

    private static int number(String text) {
        if (!text.matches("-?[0-9]{1,9}")) {
            throw new BuiltinFailure(text + ": bad number");
        }
        return Integer.parseInt(text);
    }

    static int exit(Shell shell, List<String> argv) throws IOException {
        return jump(new Control.Exit(status(shell, argv)));
    }

    static int returnFrom(Shell shell, List<String> argv) throws IOException {
        return jump(new Control.Return(status(shell, argv)));
    }

    private static int jump(Control control) {
        throw control;
    }

    private static int status(Shell shell, List<String> argv) throws IOException {
        if (argv.size() < 2) {
            return shell.status();
        }
        if (!argv.get(1).matches("-?[0-9]{1,9}")) {
            shell.complain(argv.get(1) + ": bad number");
            return 1;
        }
        return Integer.parseInt(argv.get(1)) & 0xff;
    }

    static int eval(Shell shell, List<String> argv) throws IOException {
        Optional<Tree> tree = Parser.parseAll(String.join(" ", argv.subList(1, argv.size())));
        return tree.isPresent() ? shell.interpreter().execute(tree.get()) : shell.substitutionStatus();
    }

    static int dot(Shell shell, List<String> argv) throws IOException {
        if (argv.size() < 2) {
            return 0;
        }
        String path = find(shell, argv.get(1));
        String text;
        try {
            text = FileText.read(shell.process().files(), path);
        } catch (SystemError e) {
            throw new BuiltinFailure(argv.get(1) + ": " + e.errno().text());
        }
        Optional<String> outer = shell.file();
        List<String> positional = shell.positional();
        shell.setFile(Optional.of(path));
        if (argv.size() > 2) {
            shell.setPositional(argv.subList(2, argv.size()));
        }
        try {
            return run(shell, text);
        } catch (Control.Return e) {
            return e.value();
        } finally {
            shell.setFile(outer);
            if (argv.size() > 2) {
                shell.setPositional(positional);
            }
        }
    }

    private static int run(Shell shell, String text) throws IOException {
        Parser parser = new Parser(new Script(LineSource.of(text)));
        int status = 0;
        while (true) {
            Parser.Line line = parser.nextLine();
            shell.setLine(parser.line());
            if (line instanceof Parser.Line.End) {
                return status;
            }
            if (line instanceof Parser.Line.Complete complete) {
                status = shell.interpreter().execute(complete.tree(), Failing.COUNTS);
            }
        }
    }

    private static String find(Shell shell, String name) {
        if (name.indexOf('/') >= 0) {
            return name;
        }
        String path = shell.variables().get("PATH").orElse(SimpleCommands.SYSTEM_PATH);
        for (String directory : path.split(":", -1)) {
            String candidate = directory.isEmpty() ? name : directory + "/" + name;
            if (shell.process().files().may(Access.READ, candidate)) {
                return candidate;
            }
        }
        throw new BuiltinFailure(name + ": not found");
    }
}
