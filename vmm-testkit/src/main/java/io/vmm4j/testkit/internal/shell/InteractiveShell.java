package io.vmm4j.testkit.internal.shell;

import java.io.IOException;
import java.util.Optional;

/** A shell that talks to a person: it prompts, and survives errors and ^C. The terminal does the editing of lines. */
final class InteractiveShell {

    private final Shell shell;

    InteractiveShell(Shell shell) {
        this.shell = shell;
        shell.setInteractive();
    }

    int run() throws IOException {
        Optional<String> file = shell.variables().get("ENV");
        if (file.isPresent() && !file.get().isEmpty()) {
            Sh.readProfile(shell, file.get());
        }
        DescriptorLines typed = new DescriptorLines(shell, 0);
        boolean[] first = {true};
        Parser parser = new Parser(new Script(() -> {
            shell.say(prompt(first[0] ? "PS1" : "PS2"));
            first[0] = false;
            return typed.next();
        }));
        while (true) {
            first[0] = true;
            try {
                shell.traps().runPending();
                Parser.Line line = parser.nextLine();
                if (line instanceof Parser.Line.End) {
                    shell.say("\n");
                    return shell.status();
                }
                if (line instanceof Parser.Line.Complete complete) {
                    shell.interpreter().execute(complete.tree());
                }
            } catch (Traps.Interrupted e) {
                shell.say("\n");
                shell.setStatus(130);
                parser.reset();
            } catch (Control.OfLoop | Control.Return e) {
                shell.setStatus(0);
            } catch (Complaint e) {
                complain(e);
                parser.reset();
            }
        }
    }

    private void complain(Complaint e) throws IOException {
        if (!e.text().isEmpty()) {
            shell.complain(e.text());
        }
        shell.setStatus(e.status());
    }

    private String prompt(String variable) throws IOException {
        Optional<String> text = shell.variables().get(variable);
        if (text.isEmpty() && variable.equals("PS1")) {
            String host = shell.process().machine().hostname();
            int dot = host.indexOf('.');
            String sign = shell.process().account().isRoot() ? "# " : "$ ";
            return (dot < 0 ? host : host.substring(0, dot)) + sign;
        }
        return text.orElse("");
    }
}
