package io.vmm4j.testkit.internal.vmd;

import io.vmm4j.testkit.ConsoleScript;
import java.time.Duration;

/**
 * A guest at its serial console. It echoes what is typed; what the terminal echoes it takes for typed, but does not echo once more.
 */
final class GuestConsole implements Consoles.Keyboard {

    private static final Duration TIME_TO_ANSWER = Duration.ofMillis(100);
    private static final char DELETE = 0x7f;

    private final ConsoleScript script;
    private final Consoles.Console line;
    private final GuestClock clock;
    private final StringBuilder typed = new StringBuilder();
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
        if (!listening) {
            return false;
        }
        if (key == '\r' || key == '\n') {
            String complete = typed.toString();
            typed.setLength(0);
            clock.plan(TIME_TO_ANSWER, () -> print(script.answer(complete)));
        } else if (key == DELETE) {
            typed.setLength(Math.max(0, typed.length() - 1));
        } else {
            typed.append(key);
        }
        return true;
    }
}
