package io.vmm4j.testkit.internal.host;

import java.nio.charset.StandardCharsets;

/** Text outside the simulation is Unicode; inside it is bytes, one a character. */
public final class Octets {

    private Octets() {}

    /** Unicode text as the simulation has it. */
    public static String in(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /** The simulation's text as Unicode. */
    public static String out(String bytes) {
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
