package io.vmm4j.examples.cli;

import io.vmm4j.time.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

/** The steps of the demonstration, told as they happen: what came out, how many commands it took, and how long on the host's clock. */
final class DemoSteps {

    private final Screen screen;
    private final AtomicInteger commands;
    private final Timeline clock;
    private final List<Step> done = new ArrayList<>();

    /**
     * Steps that are told on a screen.
     *
     * @param commands counts the commands that are sent
     * @param clock the host's
     */
    DemoSteps(Screen screen, AtomicInteger commands, Timeline clock) {
        this.screen = screen;
        this.commands = commands;
        this.clock = clock;
    }

    /**
     * What happened.
     *
     * @param name what was asked for
     * @param result what came out
     * @param commands how many commands it took
     * @param elapsed how long on the host's clock
     */
    record Step(String name, String result, int commands, Duration elapsed) {}

    void heading() {
        screen.line(screen.style().bold(row("STEP", "RESULT", "COMMANDS", "TIME")));
    }

    /** Does something and tells what came out. */
    <T> T step(String name, Supplier<T> work, Function<T, String> result) {
        int before = commands.get();
        Instant start = clock.now();
        T value;
        try {
            value = work.get();
        } catch (RuntimeException e) {
            screen.line("  " + name + " " + screen.style().bad("failed"));
            throw e;
        }
        Step step = new Step(name, result.apply(value), commands.get() - before, Duration.between(start, clock.now()));
        done.add(step);
        screen.line(row(
                step.name(),
                step.result(),
                step.commands() == 0 ? "-" : Integer.toString(step.commands()),
                step.elapsed().toSeconds() + " s"));
        return value;
    }

    private static String row(String name, String result, String commands, String time) {
        return String.format(Locale.ROOT, "  %-9s %-64s %8s %7s", name, result, commands, time);
    }

    /** All of them, so far. */
    List<Step> done() {
        return List.copyOf(done);
    }
}
