package io.vmm4j.install.internal;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A part of a file as lines to be typed. Each is a comment for a shell that should get to see it by accident, and fits into
 * a terminal's line (MAX_CANON is 255); bytes other than plain characters are {@code \0ooo}, which print of ksh and printf
 * %b understand.
 */
final class Block {

    /** How many bytes of a file are checked at once. */
    private static final int BYTES = 512;

    private static final int LINE = 200;
    private static final String PLAIN = "./:,=+@%_-";

    private final byte[] content;
    private final List<String> lines;

    private Block(byte[] content, List<String> lines) {
        this.content = content;
        this.lines = List.copyOf(lines);
    }

    byte[] content() {
        return content.clone();
    }

    List<String> lines() {
        return lines;
    }

    /** Cuts a file. */
    static List<Block> of(byte[] file) {
        List<Block> blocks = new ArrayList<>();
        for (int at = 0; at < file.length || blocks.isEmpty(); at += BYTES) {
            blocks.add(encode(Arrays.copyOfRange(file, at, Math.min(file.length, at + BYTES))));
        }
        return blocks;
    }

    private static Block encode(byte[] content) {
        List<String> lines = new ArrayList<>();
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (byte b : content) {
            line.writeBytes(encode(b));
            if (line.size() >= LINE) {
                lines.add("#" + line.toString(StandardCharsets.US_ASCII));
                line.reset();
            }
        }
        if (line.size() > 0) {
            lines.add("#" + line.toString(StandardCharsets.US_ASCII));
        }
        return new Block(content, lines);
    }

    private static byte[] encode(byte b) {
        boolean letter = (b >= 'A' && b <= 'Z') || (b >= 'a' && b <= 'z');
        boolean plain = letter || (b >= '0' && b <= '9') || (b > 0 && PLAIN.indexOf(b) >= 0);
        String text = plain ? String.valueOf((char) b) : String.format("\\0%03o", b & 0xff);
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
