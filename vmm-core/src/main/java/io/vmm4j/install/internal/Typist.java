package io.vmm4j.install.internal;

import io.vmm4j.error.Problem;
import io.vmm4j.install.ConsoleError;
import io.vmm4j.install.ConsoleException;
import io.vmm4j.install.ConsoleMatch;
import io.vmm4j.install.ControlKey;
import io.vmm4j.install.Expectation;
import io.vmm4j.install.SerialConsole;
import io.vmm4j.time.Deadline;
import io.vmm4j.time.Timeline;
import java.security.SecureRandom;
import java.time.Duration;
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
    private static final int LAST_LINES = 12;
    private static final Expectation LINE_ENDED = Expectation.lineEnd();
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SerialConsole console;
    private final Timeline timeline;
    private final Duration patience;
    private final String marker;
    private final String tag;
    private final Expectation answered;

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
        this.answered = Expectation.line("^(.*)=" + marker + ":([ -~]*)=$");
    }

    /** What no two shells share. */
    String marker() {
        return marker;
    }

    SerialConsole console() {
        return console;
    }

    /** A line with the marker, of which the second group is what was answered. */
    public Expectation answered() {
        return answered;
    }

    /** A moment from now. */
    public Deadline in(Duration limit) {
        return timeline.deadlineIn(limit);
    }

    /** How long the line may be silent, or what is left if that is less. */
    Duration patience(Deadline deadline) {
        return deadline.remainingUpTo(patience);
    }

    /** Whether a command can be typed at once. */
    public static boolean canType(String command) {
        return command.length() <= LONGEST && command.chars().allMatch(c -> c >= ' ' && c < 0x7f);
    }

    /**
     * Defines _e, which prints the marker with what it is given; plainer names could be aliases, as r is in ksh(1). The marker is in two pieces there, so that no echo looks like it.
     */
    public void prepare(Deadline deadline) {
        String define = "_e(){ echo \"=" + marker.substring(0, 4) + "\"\"" + marker.substring(4) + ":$*=\"; }";
        for (int i = 0; i < TRIES && !deadline.expired(); i++) {
            type(define, deadline);
            if (ask("_e hello", deadline).filter("hello"::equals).isPresent()) {
                return;
            }
        }
        throw failure(ConsoleError.NO_SHELL);
    }

    /** Enters a command, and returns what the marker says if it comes while the line is not silent for long. */
    Optional<String> ask(String command, Deadline deadline) {
        type(command, deadline);
        return answer(deadline);
    }

    /** What the marker says next. */
    Optional<String> answer(Deadline deadline) {
        return console.find(patience(deadline), List.of(answered)).map(match -> match.group(2));
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
