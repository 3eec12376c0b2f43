package io.vmm4j.examples.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * Where is printed.
 *
 * @param writer takes the text
 * @param terminal whether it is a terminal, so that a person watches
 * @param style its colours, none if it is no terminal
 */
record Screen(PrintWriter writer, boolean terminal, Style style) {

    static final int STANDARD_OUTPUT = 1;
    static final int STANDARD_ERROR = 2;

    /** One without colours, on which nothing moves. */
    static Screen plain(PrintWriter writer) {
        return new Screen(writer, false, Style.plain());
    }

    /** A standard stream. Colours are left out if the environment has NO_COLOR or a TERM that has none. */
    static Screen of(PrintStream stream, int descriptor) {
        PrintWriter writer = new PrintWriter(stream, true, StandardCharsets.UTF_8);
        String kind = System.getenv("TERM");
        if (kind == null || kind.equals("dumb") || !isTerminal(descriptor)) {
            return plain(writer);
        }
        String noColour = System.getenv("NO_COLOR");
        boolean coloured = noColour == null || noColour.isEmpty();
        return new Screen(writer, true, coloured ? Style.coloured() : Style.plain());
    }

    /** Java can tell it of all standard streams together only; test(1) can of each. */
    private static boolean isTerminal(int descriptor) {
        try {
            Process test = new ProcessBuilder("test", "-t", Integer.toString(descriptor))
                    .inheritIO()
                    .start();
            return test.waitFor(2, TimeUnit.SECONDS) && test.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    void line(String text) {
        writer.println(text);
    }
}
