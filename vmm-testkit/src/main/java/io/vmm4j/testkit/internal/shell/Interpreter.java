package io.vmm4j.testkit.internal.shell;

import io.vmm4j.testkit.internal.io.Devices;
import io.vmm4j.testkit.internal.io.OpenFile;
import io.vmm4j.testkit.internal.io.Pipe;
import io.vmm4j.testkit.internal.kernel.Ending;
import io.vmm4j.testkit.internal.kernel.Sig;
import io.vmm4j.testkit.internal.kernel.Signals.Disposition;
import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.testkit.internal.kernel.SystemError;
import io.vmm4j.testkit.internal.shell.Redirector.Saved;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Executes trees. */
final class Interpreter {

    /** How many turns of loops are free; behind that a shell that only spins is charged time. */
    private static final int FREE_TURNS = 10_000;

    private final Shell shell;
    private final SimpleCommands simples;
    private final Redirector redirector;
    private final Conditions conditions;
    private int loopDepth;
    private int turns;

    /** Whether a failure ends the shell under {@code set -e}. */
    enum Failing {
        COUNTS,
        /** It is being tested, by {@code if}, {@code &&}, {@code !}. */
        IS_TESTED
    }

    /** What becomes of the process behind a command. */
    enum Then {
        GO_ON,
        /** Nothing else is to be done: a program may take the process over. */
        END
    }

    Interpreter(Shell shell) {
        this.shell = shell;
        this.redirector = new Redirector(shell);
        this.simples = new SimpleCommands(shell, redirector);
        this.conditions = new Conditions(shell);
    }

    int loopDepth() {
        return loopDepth;
    }

    /** Runs a function's body or a file, outside all loops. */
    int executeOutsideLoops(Tree tree, Failing failing) throws IOException {
        int depth = loopDepth;
        loopDepth = 0;
        try {
            return execute(tree, failing);
        } finally {
            loopDepth = depth;
        }
    }

    int execute(Tree tree) throws IOException {
        return execute(tree, Failing.COUNTS);
    }

    int execute(Tree tree, Failing failing) throws IOException {
        return execute(tree, failing, Then.GO_ON);
    }

    private int execute(Tree tree, Failing failing, Then then) throws IOException {
        if (shell.options().isOn("noexec")) {
            return 0;
        }
        shell.traps().runPending();
        int status;
        if (tree instanceof Tree.Simple simple) {
            status = checked(simples.run(simple, failing, then), failing);
        } else if (tree instanceof Tree.Pipeline pipeline) {
            status = checked(pipe(pipeline), failing);
        } else if (tree instanceof Tree.Subshell subshell) {
            status = checked(waitFor(fork(subshell.body())), failing);
        } else if (tree instanceof Tree.Redirected redirected) {
            status = redirect(redirected, failing);
        } else if (tree instanceof Tree.Conditional conditional) {
            status = checked(conditions.test(conditional.condition()) ? 0 : 1, failing);
        } else if (tree instanceof Tree.Arithmetical arithmetical) {
            long value = shell.compute(shell.expander().unsplit(arithmetical.expression()));
            status = checked(value != 0 ? 0 : 1, failing);
        } else {
            status = executeCompound(tree, failing);
        }
        shell.setStatus(status);
        return status;
    }

    private int executeCompound(Tree tree, Failing failing) throws IOException {
        if (tree instanceof Tree.Sequence sequence) {
            int status = 0;
            for (Tree command : sequence.commands()) {
                status = execute(command, failing);
            }
            return status;
        }
        if (tree instanceof Tree.Both both) {
            int status = execute(both.left(), Failing.IS_TESTED);
            return (status == 0) == both.rightOnSuccess() ? execute(both.right(), failing) : status;
        }
        if (tree instanceof Tree.Not not) {
            return execute(not.command(), Failing.IS_TESTED) == 0 ? 1 : 0;
        }
        if (tree instanceof Tree.If branch) {
            if (execute(branch.condition(), Failing.IS_TESTED) == 0) {
                return execute(branch.then(), failing);
            }
            return branch.otherwise().isPresent() ? execute(branch.otherwise().get(), failing) : 0;
        }
        if (tree instanceof Tree.Loop loop) {
            return loop(loop, failing);
        }
        if (tree instanceof Tree.For loop) {
            return loop(loop, failing);
        }
        if (tree instanceof Tree.Case choice) {
            return choose(choice, failing);
        }
        if (tree instanceof Tree.Function function) {
            shell.functions().put(function.name(), function);
            return 0;
        }
        if (tree instanceof Tree.Background background) {
            return background(background.command());
        }
        if (tree instanceof Tree.Timed timed) {
            return time(timed, failing);
        }
        throw new IllegalStateException("unknown tree: " + tree);
    }

    /** A command that failed ends the shell under {@code set -e}. */
    private int checked(int status, Failing failing) throws IOException {
        shell.setStatus(status);
        if (status != 0 && failing == Failing.COUNTS) {
            shell.traps().runError();
            if (shell.options().isOn("errexit")) {
                throw new Control.Exit(status);
            }
        }
        return status;
    }

    private int choose(Tree.Case choice, Failing failing) throws IOException {
        String subject = shell.expander().text(choice.subject());
        for (Tree.Branch branch : choice.branches()) {
            for (Word pattern : branch.patterns()) {
                if (shell.expander().pattern(pattern).matches(subject)) {
                    return branch.body().isPresent() ? execute(branch.body().get(), failing) : 0;
                }
            }
        }
        return 0;
    }

    private int loop(Tree.Loop loop, Failing failing) throws IOException {
        int status = 0;
        loopDepth++;
        try {
            while (true) {
                chargeTurn();
                try {
                    if ((execute(loop.condition(), Failing.IS_TESTED) == 0) == loop.untilTrue()) {
                        return status;
                    }
                    status = execute(loop.body(), failing);
                } catch (Control.OfLoop jump) {
                    if (leaves(jump)) {
                        return 0;
                    }
                }
            }
        } finally {
            loopDepth--;
        }
    }

    private int loop(Tree.For loop, Failing failing) throws IOException {
        List<String> values =
                loop.words().isPresent() ? shell.expander().fields(loop.words().get()) : shell.positional();
        int status = 0;
        loopDepth++;
        try {
            for (String value : values) {
                chargeTurn();
                shell.assign(loop.variable(), value);
                try {
                    status = execute(loop.body(), failing);
                } catch (Control.OfLoop jump) {
                    if (leaves(jump)) {
                        return 0;
                    }
                    status = 0;
                }
            }
            return status;
        } finally {
            loopDepth--;
        }
    }

    /** Whether a jump ends the innermost loop; one that is meant for an outer loop is passed on. */
    private static boolean leaves(Control.OfLoop jump) {
        if (jump.value() > 1) {
            throw new Control.OfLoop(jump.value() - 1, jump.goesOn());
        }
        return !jump.goesOn();
    }

    /** A loop that never waits would keep a virtual timeline from moving, and the deadline from coming. */
    private void chargeTurn() {
        turns++;
        if (turns > FREE_TURNS && shell.process().machine().timeline().isVirtual()) {
            turns = 0;
            shell.process().await(() -> false, Duration.ofSeconds(1));
        }
    }

    private int redirect(Tree.Redirected redirected, Failing failing) throws IOException {
        Saved saved;
        try {
            saved = redirector.apply(redirected.redirections());
        } catch (Redirector.Failed e) {
            return checked(1, failing);
        }
        try {
            return execute(redirected.body(), failing);
        } finally {
            saved.restore();
        }
    }

    private int time(Tree.Timed timed, Failing failing) throws IOException {
        long start = shell.process().machine().timeline().nanoTime();
        int status = timed.command().isPresent() ? execute(timed.command().get(), failing) : 0;
        long hundredths = (shell.process().machine().timeline().nanoTime() - start) / 10_000_000;
        shell.say(timed.posix() ? posixTimes(hundredths) : times(hundredths));
        return status;
    }

    private static String times(long hundredths) {
        return String.format("%5dm%d.%02ds real ", hundredths / 6000, hundredths / 100 % 60, hundredths % 100)
                + "    0m0.00s user     0m0.00s system\n";
    }

    private static String posixTimes(long hundredths) {
        return String.format("real %d.%02d\nuser 0.00\nsys 0.00\n", hundredths / 100, hundredths % 100);
    }

    private int pipe(Tree.Pipeline pipeline) throws IOException {
        List<SimProcess> children = connect(pipeline.commands());
        children.forEach(SimProcess::start);
        return shell.jobs().waitForeground(children);
    }

    /** A child for each command, the output of each being the input of the next. */
    private List<SimProcess> connect(List<Tree> commands) throws IOException {
        List<SimProcess> children = new ArrayList<>();
        Optional<OpenFile> input = Optional.empty();
        for (Tree command : commands) {
            SimProcess child = prepare(command);
            input.ifPresent(file -> child.descriptors().put(0, file));
            children.add(child);
            if (children.size() < commands.size()) {
                Pipe pipe = new Pipe(shell.process().machine().timeline());
                child.descriptors().put(1, pipe.writeEnd());
                input = Optional.of(pipe.readEnd());
            }
        }
        return children;
    }

    private int waitFor(SimProcess child) throws IOException {
        return shell.jobs().waitForeground(List.of(child));
    }

    private SimProcess fork(Tree body) throws IOException {
        SimProcess child = prepare(body);
        child.start();
        return child;
    }

    /** A child that will execute a tree in a subshell. */
    private SimProcess prepare(Tree tree) throws IOException {
        shell.process().flush();
        Shell[] copy = new Shell[1];
        SimProcess child = shell.process()
                .fork(List.of(shell.name()), process -> copy[0].interpreter().runChild(tree));
        copy[0] = shell.subshell(child);
        return child;
    }

    private int runChild(Tree tree) throws IOException {
        Toplevel toplevel = new Toplevel(shell);
        return toplevel.guarded(() -> execute(tree, Failing.COUNTS, Then.END));
    }

    private int background(Tree command) throws IOException {
        List<SimProcess> children =
                command instanceof Tree.Pipeline pipeline ? connect(pipeline.commands()) : List.of(prepare(command));
        for (SimProcess child : children) {
            child.signals().set(Sig.INT, Disposition.IGNORE);
            child.signals().set(Sig.QUIT, Disposition.IGNORE);
        }
        children.get(0).descriptors().put(0, Devices.NULL.open());
        if (shell.isInteractive()) {
            children.forEach(child -> child.joinGroup(children.get(0).pid()));
        }
        children.forEach(SimProcess::start);
        int job = shell.jobs().addBackground(children);
        if (shell.isInteractive()) {
            shell.say("[" + job + "] " + children.get(children.size() - 1).pid() + "\n");
        }
        return 0;
    }

    /** What a command substitution prints, without the newlines at its end. */
    String substitute(Word.Substitution substitution) throws IOException {
        if (substitution.body().isEmpty()) {
            shell.setSubstitutionStatus(0);
            return "";
        }
        Tree body = fileContent(substitution.body().get());
        Pipe pipe = new Pipe(shell.process().machine().timeline());
        SimProcess child = prepare(body);
        child.descriptors().put(1, pipe.writeEnd());
        child.start();
        OpenFile output = pipe.readEnd();
        try {
            return collect(output);
        } finally {
            output.release();
            Ending ending = shell.process().waitFor(child);
            shell.setSubstitutionStatus(ending.shellStatus());
        }
    }

    /** {@code $(<file)} prints the file. */
    private static Tree fileContent(Tree body) {
        if (body instanceof Tree.Simple simple
                && simple.words().isEmpty()
                && simple.assignments().isEmpty()
                && simple.redirections().size() == 1
                && simple.redirections().get(0).kind() == Redirection.Kind.READ) {
            Word cat = new Word(List.of(new Word.Literal("cat")));
            return new Tree.Simple(simple.line(), List.of(), List.of(cat), simple.redirections());
        }
        return body;
    }

    private String collect(OpenFile output) throws IOException {
        ByteArrayOutputStream collected = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        while (true) {
            int count;
            try {
                count = output.read(shell.process().patience(), buffer, 0, buffer.length);
            } catch (SystemError e) {
                shell.traps().runPending();
                continue;
            }
            if (count < 0) {
                break;
            }
            collected.write(buffer, 0, count);
        }
        String text = collected.toString(StandardCharsets.ISO_8859_1).replace("\0", "");
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '\n') {
            end--;
        }
        return text.substring(0, end);
    }
}
