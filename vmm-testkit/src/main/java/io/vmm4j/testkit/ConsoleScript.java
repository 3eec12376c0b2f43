package io.vmm4j.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * What a simulated guest writes to its serial console, and how it answers there. Immutable.
 *
 * <p>Texts have lines that end in {@code \n}; a guest writes them with carriage return and newline. What it writes while nobody has
 * its terminal open is lost.
 */
public final class ConsoleScript {

    private static final ConsoleScript SILENT = new ConsoleScript(List.of(), "", "", line -> "");

    private final List<Piece> pieces;
    private final String booted;
    private final String shutDown;
    private final UnaryOperator<String> answers;

    private ConsoleScript(List<Piece> pieces, String booted, String shutDown, UnaryOperator<String> answers) {
        this.pieces = List.copyOf(pieces);
        this.booted = Objects.requireNonNull(booted, "booted");
        this.shutDown = Objects.requireNonNull(shutDown, "shutDown");
        this.answers = Objects.requireNonNull(answers, "answers");
    }

    /**
     * What is written at a time of its own.
     *
     * @param after this long after the guest's start
     * @param text what
     */
    public record Piece(Duration after, String text) {

        /** Checks both. */
        public Piece {
            Objects.requireNonNull(text, "text");
            if (after.isNegative()) {
                throw new IllegalArgumentException("after must not be negative: " + after);
            }
        }
    }

    /** Writes nothing and answers nothing. */
    public static ConsoleScript silent() {
        return SILENT;
    }

    /** A login prompt that lets nobody in, and the last lines of an OpenBSD guest that shuts down. */
    public static ConsoleScript openBsd() {
        return SILENT.whenBooted("\nOpenBSD/amd64 (Amnesiac) (tty00)\n\nlogin: ")
                .whenShutDown("syncing disks... done\nvmmci0: powerdown\nrebooting...\n")
                .answering(line -> line.isEmpty() ? "login: " : "Login incorrect\nlogin: ");
    }

    /** The same, and this text some time after the start. */
    public ConsoleScript writing(Duration after, String text) {
        List<Piece> more = new ArrayList<>(pieces);
        more.add(new Piece(after, text));
        return new ConsoleScript(more, booted, shutDown, answers);
    }

    /** The same with another text when the guest has booted. */
    public ConsoleScript whenBooted(String text) {
        return new ConsoleScript(pieces, text, shutDown, answers);
    }

    /** The same with another text when the guest shuts down because it was asked to. */
    public ConsoleScript whenShutDown(String text) {
        return new ConsoleScript(pieces, booted, text, answers);
    }

    /**
     * The same with other answers.
     *
     * @param answers what the guest writes when this line was typed, once it has booted. Called with the simulation standing still:
     *     it must not block or use the simulation
     */
    public ConsoleScript answering(UnaryOperator<String> answers) {
        return new ConsoleScript(pieces, booted, shutDown, answers);
    }

    /** What is written at times of its own. */
    public List<Piece> pieces() {
        return pieces;
    }

    /** What is written when the guest has booted. */
    public String booted() {
        return booted;
    }

    /** What is written when the guest shuts down. */
    public String shutDown() {
        return shutDown;
    }

    /** What is written when this line was typed. */
    public String answer(String line) {
        return answers.apply(line);
    }
}
