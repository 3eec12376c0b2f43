package io.vmm4j.testkit.internal.vmd;

import io.vmm4j.testkit.ConsoleScript;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A guest at its serial console. It echoes what is typed; what the terminal echoes it takes for typed, but does not echo once more.
 */
final class GuestConsole implements Consoles.Keyboard {

    private static final Duration TIME_TO_ANSWER = Duration.ofMillis(100);
    private static final int INPUT_LIMIT = 1024;
    private static final char DELETE = 0x7f;

    private final ConsoleScript script;
    private final Consoles.Console line;
    private final GuestClock clock;
    private final StringBuilder typed = new StringBuilder();
    private final Deque<String> lines = new ArrayDeque<>();
    private int waiting;
    private boolean listening;

    GuestConsole(ConsoleScript script, Consoles.Console line, GuestClock clock) {
        this.script = script;
        this.line = line;
        this.clock = clock;
    }

    void powerOn() {
        line.connect(this);
        script.pieces().forEach(piece -> clock.plan(piece.after(), () -> print(piece.text())));
    }

    void booted() {
        listening = true;
        print(script.booted());
    }

    void shutDown() {
        print(script.shutDown());
    }

    /** It neither hears nor speaks any more. */
    void off() {
        listening = false;
    }

    void say(String text) {
        print(text);
    }

    private void print(String text) {
        line.write(text.replace("\n", "\r\n"));
    }

    @Override
    public void typed(char key) {
        if (take(key)) {
            boolean enter = key == '\r' || key == '\n';
            line.write(enter ? "\r\n" : key == DELETE ? "\b \b" : String.valueOf(key));
        }
    }

    @Override
    public void echoed(char key) {
        take(key);
    }

    private boolean take(char key) {
        if (!listening || waiting + typed.length() >= INPUT_LIMIT) {
            return false;
        }
        if (key == '\r' || key == '\n') {
            enter(typed.toString());
            typed.setLength(0);
        } else if (key == DELETE) {
            typed.setLength(Math.max(0, typed.length() - 1));
        } else {
            typed.append(key);
        }
        return true;
    }

    /** Lines are answered one after the other, so that a guest that answers its own echo does not do so at once for ever. */
    private void enter(String complete) {
        lines.add(complete);
        waiting += complete.length() + 1;
        if (lines.size() == 1) {
            clock.plan(TIME_TO_ANSWER, this::answer);
        }
    }

    private void answer() {
        String next = lines.remove();
        waiting -= next.length() + 1;
        print(script.answer(next));
        if (!lines.isEmpty()) {
            clock.plan(TIME_TO_ANSWER, this::answer);
        }
    }
}
