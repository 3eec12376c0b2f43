package io.vmm4j.pf;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** What a command printed on a real host. */
record Transcript(String stdout, String stderr, int status) {

    static Transcript of(String name) throws IOException {
        try (InputStream in = Transcript.class.getResourceAsStream("/samples/real-7.6/" + name)) {
            if (in == null) {
                throw new FileNotFoundException(name);
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return new Transcript(
                    between(text, "[stdout]\n", "[stderr]\n"),
                    between(text, "[stderr]\n", "[exit "),
                    Integer.parseInt(between(text, "[exit ", "]")));
        }
    }

    private static String between(String text, String start, String end) {
        int from = text.indexOf(start) + start.length();
        return text.substring(from, text.indexOf(end, from));
    }
}
