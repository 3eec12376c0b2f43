package io.vmm4j.install;

import java.util.Arrays;
import java.util.List;

/** What a guest has written to its console, with all secrets that were typed masked. Immutable. */
public final class ConsoleTranscript {

    private final byte[] bytes;
    private final List<String> lines;
    private final long dropped;

    /**
     * A transcript.
     *
     * @param bytes what is kept
     * @param lines the same in lines
     * @param dropped how many bytes came before
     */
    public ConsoleTranscript(byte[] bytes, List<String> lines, long dropped) {
        this.bytes = bytes.clone();
        this.lines = List.copyOf(lines);
        this.dropped = dropped;
    }

    /** The bytes as they came, escape sequences and all; not more than the console keeps. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /**
     * The same as a person reads it: without escape sequences, progress lines as they stood last. The last line may be unfinished.
     */
    public List<String> lines() {
        return lines;
    }

    /** How many bytes came before and are not kept any more. */
    public long dropped() {
        return dropped;
    }

    /** The last lines, at most so many, blank ones left out. */
    public List<String> lastLines(int count) {
        List<String> written = lines.stream().filter(line -> !line.isBlank()).toList();
        return written.subList(Math.max(0, written.size() - count), written.size());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ConsoleTranscript that
                && dropped == that.dropped
                && lines.equals(that.lines)
                && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** The lines. */
    @Override
    public String toString() {
        return String.join("\n", lines);
    }
}
