package io.vmm4j.testkit.internal.shell;

import io.vmm4j.testkit.internal.kernel.Errno;
import io.vmm4j.testkit.internal.kernel.Exited;
import io.vmm4j.testkit.internal.kernel.Image;
import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.testkit.internal.kernel.SystemError;
import io.vmm4j.testkit.internal.shell.Interpreter.Failing;
import io.vmm4j.testkit.internal.shell.Interpreter.Then;
import io.vmm4j.testkit.internal.shell.Redirector.Saved;
import io.vmm4j.testkit.internal.shell.Variables.Variable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Runs simple commands: assignments, built-ins, functions, programs. */
final class SimpleCommands {

    static final int NOT_FOUND = 127;
    static final int NOT_EXECUTABLE = 126;

    /** The path of {@code command -p}. */
    static final String SYSTEM_PATH = "/usr/bin:/bin:/usr/sbin:/sbin:/usr/X11R6/bin:/usr/local/bin";

    /** Their operands are assignments. */
    private static final Set<String> DECLARING = Set.of("export", "readonly", "typeset", "local", "integer");

    private final Shell shell;
    private final Redirector redirector;

    SimpleCommands(Shell shell, Redirector redirector) {
        this.shell = shell;
        this.redirector = redirector;
    }

    int run(Tree.Simple command, Failing failing, Then then) throws IOException {
        shell.setLine(command.line());
        shell.setSubstitutionStatus(0);
        List<String> argv = expand(command.words());
        trace(argv);
        Invocation invocation;
        try {
            invocation = Invocation.of(shell, argv);
        } catch (BuiltinFailure e) {
            shell.complain(e.text());
            return e.status();
        }
        boolean special = invocation.builtin().map(Builtin::isSpecial).orElse(false);
        Saved saved;
        try {
            saved = redirector.apply(command.redirections());
        } catch (Redirector.Failed e) {
            if (special) {
                throw ShellError.silent(1);
            }
            return 1;
        }
        try {
            int status = dispatch(command, invocation, failing, then);
            if (invocation.keepsRedirections()) {
                saved.keep();
            }
            return status;
        } finally {
            saved.restore();
        }
    }

    private List<String> expand(List<Word> words) throws IOException {
        List<String> argv = new ArrayList<>();
        boolean declaring = false;
        for (Word word : words) {
            Optional<Tree.Assignment> assignment = declaring ? Assignments.of(word) : Optional.empty();
            if (assignment.isPresent()) {
                argv.add(assignment.get().name() + "="
                        + shell.expander().assigned(assignment.get().value()));
            } else {
                shell.expander().addFields(word, argv);
            }
            declaring |= argv.size() == 1 && DECLARING.contains(argv.get(0));
        }
        return argv;
    }

    private void trace(List<String> argv) throws IOException {
        if (shell.options().isOn("xtrace") && !argv.isEmpty()) {
            shell.say(shell.variables().get("PS4").orElse("+ ") + String.join(" ", argv) + "\n");
        }
    }

    private int dispatch(Tree.Simple command, Invocation invocation, Failing failing, Then then) throws IOException {
        Map<String, String> assignments = new LinkedHashMap<>();
        List<String> argv = invocation.argv();
        if (argv.isEmpty() || invocation.keepsAssignments()) {
            assign(command);
            return argv.isEmpty() ? shell.substitutionStatus() : builtin(invocation);
        }
        if (invocation.function().isPresent()) {
            return function(command, invocation, failing);
        }
        if (invocation.builtin().isPresent()) {
            return withLocal(command, () -> builtin(invocation));
        }
        for (Tree.Assignment assignment : command.assignments()) {
            assignments.put(assignment.name(), shell.expander().assigned(assignment.value()));
        }
        return external(invocation, assignments, then);
    }

    private void assign(Tree.Simple command) throws IOException {
        for (Tree.Assignment assignment : command.assignments()) {
            String value = shell.expander().assigned(assignment.value());
            if (shell.options().isOn("xtrace")) {
                shell.say(shell.variables().get("PS4").orElse("+ ") + assignment.name() + "=" + value + "\n");
            }
            shell.assign(assignment.name(), value);
        }
    }

    /** Something to do with a status. */
    @FunctionalInterface
    private interface Action {
        int run() throws IOException;
    }

    /** Assignments that hold for one command only. */
    private int withLocal(Tree.Simple command, Action action) throws IOException {
        if (command.assignments().isEmpty()) {
            return action.run();
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (Tree.Assignment assignment : command.assignments()) {
            if (shell.variables().find(assignment.name()).readOnly()) {
                throw new ShellError(assignment.name() + ": is read only");
            }
            values.put(assignment.name(), shell.expander().assigned(assignment.value()));
        }
        shell.variables().enter();
        try {
            values.forEach((name, value) ->
                    shell.variables().putLocal(name, Variable.UNSET.with(value).asExported(true)));
            return action.run();
        } finally {
            shell.variables().leave();
        }
    }

    private int builtin(Invocation invocation) throws IOException {
        Builtin builtin = invocation.builtin().orElseThrow();
        try {
            int status = builtin.action().run(shell, invocation.argv());
            shell.process().flush();
            return status;
        } catch (BuiltinFailure e) {
            shell.complain(invocation.argv().get(0) + ": " + e.text());
            if (builtin.isSpecial() && !invocation.isCommand()) {
                throw ShellError.silent(e.status());
            }
            return e.status();
        } catch (SystemError e) {
            shell.complain(invocation.argv().get(0) + ": " + e.errno().text());
            return 1;
        }
    }

    private int function(Tree.Simple command, Invocation invocation, Failing failing) throws IOException {
        Tree.Function function = invocation.function().orElseThrow();
        List<String> positional = shell.positional();
        String name = shell.name();
        return withLocal(command, () -> {
            shell.setPositional(invocation.argv().subList(1, invocation.argv().size()));
            if (function.korn()) {
                shell.setName(function.name());
            }
            shell.variables().enter();
            try {
                return shell.interpreter().executeOutsideLoops(function.body(), failing);
            } catch (Control.Return e) {
                return e.value();
            } finally {
                shell.variables().leave();
                shell.setName(name);
                shell.setPositional(positional);
            }
        });
    }

    private int external(Invocation invocation, Map<String, String> assignments, Then then) throws IOException {
        String name = invocation.argv().get(0);
        String path = invocation.systemPath()
                ? SYSTEM_PATH
                : Optional.ofNullable(assignments.get("PATH"))
                        .orElseGet(() -> shell.variables().get("PATH").orElse(SYSTEM_PATH));
        String found;
        try {
            found = shell.process().machine().programs().find(shell.process().files(), name, path);
        } catch (SystemError e) {
            return notRun(name, e, invocation.isExec());
        }
        Map<String, String> environment = shell.variables().exported();
        environment.putAll(assignments);
        if (shell.isKorn()) {
            environment.put("_", found);
        }
        if (invocation.isExec() || then == Then.END) {
            throw become(shell.process(), found, invocation.argv(), environment);
        }
        shell.process().flush();
        SimProcess child = shell.process().fork(invocation.argv(), process -> {
            throw become(process, found, invocation.argv(), environment);
        });
        child.start();
        return shell.jobs().waitForeground(List.of(child));
    }

    private int notRun(String name, SystemError reason, boolean exec) throws IOException {
        int status = reason.errno() == Errno.ENOENT ? NOT_FOUND : NOT_EXECUTABLE;
        shell.complain(
                status == NOT_FOUND
                        ? name + ": not found"
                        : name + ": cannot execute - " + reason.errno().text());
        if (exec) {
            throw new Control.Exit(status);
        }
        return status;
    }

    /** Turns a process into a program; a file that is no program is a script for sh. */
    private Exited become(SimProcess process, String path, List<String> argv, Map<String, String> environment)
            throws IOException {
        Image image;
        try {
            image = process.machine().programs().load(process.files(), path);
        } catch (SystemError e) {
            if (e.errno() != Errno.ENOEXEC) {
                throw cannotRun(process, argv.get(0), e, NOT_EXECUTABLE);
            }
            List<String> script = List.of("/bin/sh", path);
            Image sh = process.machine().programs().load(process.files(), "/bin/sh");
            image = new Image(sh.program(), script);
        }
        try {
            Image.checkSize(argv, environment);
        } catch (SystemError e) {
            throw cannotRun(process, argv.get(0), e, 1);
        }
        return process.exec(image, argv, environment);
    }

    private Exited cannotRun(SimProcess process, String name, SystemError reason, int status) throws IOException {
        process.complain(shell.name() + ": " + name + ": " + reason.errno().text() + "\n");
        return new Exited(status);
    }
}
