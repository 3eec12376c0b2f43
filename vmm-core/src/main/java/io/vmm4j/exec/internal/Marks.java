package io.vmm4j.exec.internal;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Lines that tell the parts of a stream apart. They hold a random word of 128 bits, so that no output looks like one.
 *
 * <p>Start: {@code WORD PID}, printed on both streams before the command, and behind it what {@link LoginShell} asked for. End of the command {@code i} of a batch:
 * {@code WORD i STATUS}, printed on both streams directly behind the command's last byte; {@code i} is -1 for the script's end.
 */
public final class Marks {

    /** The index of the mark that ends a script. */
    public static final int FINAL = -1;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final String word;

    /** Marks with a random word of their own. */
    public Marks() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        word = "vmm4j-" + HexFormat.of().formatHex(bytes);
    }

    /** Shell text that prints the start mark on both streams. */
    String printStart() {
        String mark = "echo " + word + " $$" + LoginShell.ANSWER;
        return mark + ";" + mark + " >&2;";
    }

    /** Shell text that prints the start mark once, with the terminal's name, for a command whose streams are one. */
    public String printTerminalStart() {
        return "echo " + word + " $$ $(tty);";
    }

    /** Shell text that prints the end mark of a command on both streams, its status being in {@code $s}. */
    String printEnd(int index) {
        return "echo " + word + " " + index + " $s;echo " + word + " " + index + " $s >&2;";
    }

    /** How a start mark begins. */
    byte[] start() {
        return (word + " ").getBytes(StandardCharsets.US_ASCII);
    }

    /** How the end mark of a command begins. */
    public byte[] end(int index) {
        return (word + " " + index + " ").getBytes(StandardCharsets.US_ASCII);
    }
}
