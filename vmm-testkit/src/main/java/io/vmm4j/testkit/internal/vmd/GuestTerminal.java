package io.vmm4j.testkit.internal.vmd;

import io.vmm4j.testkit.internal.board.Board.Echo;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * The terminal driver of a system in a VM at its serial line: lines, erase and echo. What is typed while nobody reads is kept, and
 * echoed at once; what the host's terminal echoes is taken as typed.
 */
final class GuestTerminal implements Consoles.Keyboard {

    private static final int INPUT_LIMIT = 1024;
    /** What stands for the end of input among the lines. */
    static final String END_OF_INPUT = "\u0004";

    private static final char INTERRUPT = 3;
    private static final char END = 4;
    private static final char DELETE = 0x7f;
    private static final char KILL = 0x15;
    private static final char WORD_ERASE = 0x17;

    private final Consoles.Console line;
    private final StringBuilder typed = new StringBuilder();
    private final Deque<String> lines = new ArrayDeque<>();
    private int waiting;
    private Echo echo = Echo.ON;
    private Optional<Runnable> interrupts = Optional.empty();

    GuestTerminal(Consoles.Console line) {
        this.line = line;
    }

    void listen(Echo mode) {
        echo = mode;
    }

    /** From now on, ^C does this and ^D on an empty line is the end of input. */
    void onInterrupt(Runnable action) {
        interrupts = Optional.of(action);
    }

    void endInterrupts() {
        interrupts = Optional.empty();
    }

    void discard() {
        typed.setLength(0);
        lines.clear();
        waiting = 0;
    }

    boolean hasLine() {
        return !lines.isEmpty();
    }

    boolean hasKey() {
        return !lines.isEmpty() || typed.length() > 0;
    }

    String takeLine() {
        String next = lines.remove();
        waiting -= next.length() + 1;
        return next;
    }

    @Override
    public void typed(char key) {
        String shown = take(key);
        if (echo == Echo.ON) {
            line.write(shown);
        }
    }

    @Override
    public void echoed(char key) {
        take(key);
    }

    /** What is to be seen of a key. */
    private String take(char key) {
        if (interrupts.isPresent() && key == INTERRUPT) {
            discard();
            interrupts.get().run();
            return "^C";
        }
        if (interrupts.isPresent() && key == END && typed.length() == 0) {
            lines.add(END_OF_INPUT);
            waiting += END_OF_INPUT.length() + 1;
            return "";
        }
        return switch (key) {
            case '\r', '\n' -> {
                lines.add(typed.toString());
                waiting += typed.length() + 1;
                typed.setLength(0);
                yield "\r\n";
            }
            case DELETE, '\b' -> erase(Math.min(1, typed.length()));
            case KILL -> erase(typed.length());
            case WORD_ERASE -> erase(typed.length() - (typed.toString().strip().lastIndexOf(' ') + 1));
            default -> {
                if (waiting + typed.length() >= INPUT_LIMIT) {
                    yield "\u0007";
                }
                typed.append(key);
                yield key < ' ' && key != '\t' ? "^" + (char) (key + '@') : String.valueOf(key);
            }
        };
    }

    private String erase(int count) {
        typed.setLength(Math.max(0, typed.length() - count));
        return "\b \b".repeat(Math.max(0, count));
    }
}
