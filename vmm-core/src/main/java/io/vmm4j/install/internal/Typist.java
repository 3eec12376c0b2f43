package io.vmm4j.install.internal;

import io.vmm4j.error.Problem;
import io.vmm4j.install.ConsoleError;
import io.vmm4j.install.ConsoleException;
import io.vmm4j.install.ConsoleMatch;
import io.vmm4j.install.ControlKey;
import io.vmm4j.install.Expectation;
import io.vmm4j.install.SerialConsole;
import io.vmm4j.install.ShellAnswer;
import io.vmm4j.time.Deadline;
import io.vmm4j.time.Timeline;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Types commands to a shell over a line that may lose, double or change characters: each is compared with its echo before it is
 * entered, and answers are known by a marker.
 *
 * <p>A blank before the command takes a first character that comes twice; the comment after it takes what the Return key may have
 * become, and its tag says that the echo is over, right or wrong.
 */
public final class Typist {

    /** What fits beside a prompt on a screen of 80 columns, beyond which shells begin to scroll what they echo. */
    static final int LONGEST = 56;

    private static final int TRIES = 30;
    private static final int ECHO_EVERY = 3;
    private static final String BEGIN = "_e;";
    private static final String END = ";_e $?";
    private static final int LAST_LINES = 12;
    private static final Expectation LINE_ENDED = Expectation.lineEnd();
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SerialConsole console;
    private final Timeline timeline;
    private final Duration patience;
    private final String marker;
    private final String tag;
    private final Expectation answered;
    private final Expectation garbled;

    /**
     * A typist at a console.
     *
     * @param patience how long the line may be silent before what is missing is taken for lost
     */
    public Typist(SerialConsole console, Timeline timeline, Duration patience) {
        this.console = console;
        this.timeline = timeline;
        this.patience = patience;
        byte[] random = new byte[5];
        RANDOM.nextBytes(random);
        String digits = HexFormat.of().formatHex(random);
        this.marker = digits.substring(0, 8);
        this.tag = " #" + digits.substring(8);
        this.answered = Expectation.line("^(.*?)=" + marker + ":([ -~]*)=" + marker + ":\\2=$");
        this.garbled = Expectation.line(marker);
    }

    /** What no two shells share. */
    String marker() {
        return marker;
    }

    SerialConsole console() {
        return console;
    }

    /** A moment from now. */
    public Deadline in(Duration limit) {
        return timeline.deadlineIn(limit);
    }

    /** How long the line may be silent, or what is left if that is less. */
    Duration patience(Deadline deadline) {
        return deadline.remainingUpTo(patience);
    }

    /** Whether a command can be {@linkplain #run run} as it is typed. What would swallow the words after it cannot, nor what some shells expand. */
    public static boolean canRun(String command) {
        return canType(BEGIN + command + END) && !command.matches(".*([#!].*|[&;\\\\]\\s*)");
    }

    private static boolean canType(String command) {
        return command.length() <= LONGEST && command.chars().allMatch(c -> c >= ' ' && c < 0x7f);
    }

    /**
     * Makes the prompt short, so that a line fits beside it, and defines _e, which prints the marker and what it is given, twice, and keeps it in $E; plainer names could be aliases, as r is in
     * ksh(1). The marker is in two pieces in the definition, so that no echo looks like it.
     */
    public void prepare(Deadline deadline) {
        String split = marker.substring(0, 4) + "\"\"" + marker.substring(4);
        String define = "_e(){ E=$*;echo \"=" + split + ":$*=" + split + ":$*=\"; }";
        for (int i = 0; i < TRIES && !deadline.expired(); i++) {
            type("PS1='# '", deadline);
            type(define, deadline);
            if (ask("_e hello", deadline).filter("hello"::equals).isPresent()) {
                return;
            }
        }
        throw failure(ConsoleError.NO_SHELL);
    }

    /** Enters a command, and returns what it answers by _e if that comes intact while the line is not silent for long. */
    Optional<String> ask(String command, Deadline deadline) {
        type(command, deadline);
        return answer(patience(deadline)).map(match -> match.group(2));
    }

    /** What is answered next, after its first group, or nothing if that came garbled or not in time. */
    Optional<ConsoleMatch> answer(Duration limit) {
        return console.find(limit, List.of(answered, garbled)).filter(match -> match.is(answered));
    }

    /**
     * Runs a command and waits for its end as long as there is time.
     *
     * <p>What a command prints begins after a first answer: a shell that was not at its prompt yet writes there what was typed once
     * more.
     */
    public ShellAnswer run(String command, Deadline deadline) {
        type(BEGIN + command + END, deadline);
        ConsoleMatch last = console.expect(deadline.remaining(), answered, garbled);
        if (last.is(garbled) || last.group(2).isEmpty()) {
            last = console.expect(deadline.remaining(), answered, garbled);
        }
        List<String> printed = new ArrayList<>(last.before());
        if (last.is(garbled)) {
            return new ShellAnswer(Integer.parseInt(askAgain(deadline)), printed);
        }
        if (!last.group(1).isEmpty()) {
            printed.add(last.group(1));
        }
        return new ShellAnswer(Integer.parseInt(last.group(2)), printed);
    }

    private String askAgain(Deadline deadline) {
        for (int i = 0; i < TRIES && !deadline.expired(); i++) {
            Optional<String> again = ask("_e $E", deadline);
            if (again.isPresent()) {
                return again.get();
            }
        }
        throw failure(ConsoleError.NO_SHELL);
    }

    /** Types a command until its echo is right, and enters it. */
    public void type(String command, Deadline deadline) {
        if (!canType(command)) {
            throw new IllegalArgumentException("too long to be typed: " + command);
        }
        Expectation echo = Expectation.text(" " + command + tag);
        Expectation end = Expectation.text(tag);
        for (int i = 0; i < TRIES && !deadline.expired(); i++) {
            console.send(" " + command + tag);
            Optional<ConsoleMatch> back = console.find(patience(deadline), List.of(echo, end));
            if (back.isPresent() && back.get().is(echo) && pressed(ControlKey.ENTER, deadline)) {
                return;
            }
            recover(deadline);
            if (i % ECHO_EVERY == ECHO_EVERY - 1) {
                switchEchoOn(deadline);
            }
        }
        throw failure(ConsoleError.NOT_TYPED);
    }

    /** Presses a key until the terminal begins a new line. */
    private boolean pressed(ControlKey key, Deadline deadline) {
        for (int i = 0; i < TRIES && !deadline.expired(); i++) {
            console.press(key);
            if (console.find(patience(deadline), List.of(LINE_ENDED)).isPresent()) {
                return true;
            }
        }
        return false;
    }

    /** Takes back what was typed, or ends what reads it. */
    private void recover(Deadline deadline) {
        pressed(ControlKey.INTERRUPT, deadline);
        console.settle(patience.dividedBy(4), patience(deadline));
    }

    /** Ends a command that may have switched the echo off. */
    void interrupt(Deadline deadline) {
        console.press(ControlKey.INTERRUPT);
        console.settle(patience.dividedBy(4), patience(deadline));
        switchEchoOn(deadline);
    }

    private void switchEchoOn(Deadline deadline) {
        console.send("\nstty echo\n");
        console.settle(patience.dividedBy(4), patience(deadline));
    }

    private ConsoleException failure(ConsoleError code) {
        return failure(Problem.of(code));
    }

    /** A failure on this console. */
    ConsoleException failure(Problem problem) {
        List<String> last = console.transcript().lastLines(LAST_LINES);
        return new ConsoleException(
                problem.with("console", console.name())
                        .with("last", last.isEmpty() ? "(nothing)" : last.get(last.size() - 1)),
                last,
                null);
    }
}
