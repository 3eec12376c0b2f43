package io.vmm4j.testkit.internal.shell;

import java.io.IOException;

/** Reads commands and executes each before it reads the next. */
final class ScriptRunner {

    private final Shell shell;

    ScriptRunner(Shell shell) {
        this.shell = shell;
    }

    int run(LineSource lines) throws IOException {
        Parser parser = new Parser(new Script(lines));
        while (true) {
            Parser.Line line;
            try {
                line = parser.nextLine();
            } finally {
                shell.setLine(parser.line());
            }
            if (line instanceof Parser.Line.End) {
                return shell.status();
            }
            if (line instanceof Parser.Line.Complete complete) {
                shell.interpreter().execute(complete.tree());
            }
        }
    }
}
