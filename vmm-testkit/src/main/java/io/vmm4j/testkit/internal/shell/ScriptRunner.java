package io.vmm4j.testkit.internal.shell;

import java.io.IOException;
import java.util.Optional;

/** Reads commands and executes each before it reads the next. */
final class ScriptRunner {

    private final Shell shell;

    ScriptRunner(Shell shell) {
        this.shell = shell;
    }

    int run(LineSource lines) throws IOException {
        Parser parser = new Parser(new Script(() -> shown(lines.next())));
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

    /** What {@code set -v} does. */
    private Optional<String> shown(Optional<String> line) throws IOException {
        if (line.isPresent() && shell.options().isOn("verbose")) {
            shell.say(line.get());
        }
        return line;
    }
}
