package io.vmm4j.testkit;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a simulated medium is, as its first line says it: {@code vmm4j-simulated: KIND NAME VERSION}, for example
 * {@code vmm4j-simulated: bsd.rd openbsd 7.8}, {@code vmm4j-simulated: iso alpine-virt 3.22}, {@code vmm4j-simulated: image debian 12}.
 *
 * @param kind which sort of file
 * @param name what is on it; a word
 * @param version of that; a word
 */
public record SimulatedLabel(Kind kind, String name, String version) {

    /** Sorts of files. */
    public enum Kind {
        /** A kernel that is OpenBSD's installer. */
        RAMDISK("bsd.rd"),
        /** A kernel that looks for its system on a disk. */
        KERNEL("kernel"),
        /** An ISO image that boots. */
        ISO("iso"),
        /** A disk with a system on it that configures itself when it boots for the first time. */
        IMAGE("image"),
        /** A disk with a system that was installed. */
        SYSTEM("system"),
        /** A file set of OpenBSD. */
        SET("set"),
        /** Firmware for vmd(8). */
        FIRMWARE("firmware");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** The word for it in the line. */
        public String word() {
            return word;
        }
    }

    private static final String PREFIX = "vmm4j-simulated: ";

    /** Checks that name and version are words. */
    public SimulatedLabel {
        for (String word : List.of(name, version)) {
            if (!word.matches("[A-Za-z0-9][A-Za-z0-9._+-]{0,63}")) {
                throw new IllegalArgumentException("not a word of letters, digits, '.', '_', '+' and '-': " + word);
            }
        }
    }

    /** The line, without its newline. */
    public String line() {
        return PREFIX + kind.word() + " " + name + " " + version;
    }

    /** Reads a line; empty if it is none of the simulation's. */
    public static Optional<SimulatedLabel> parse(String line) {
        if (!line.startsWith(PREFIX)) {
            return Optional.empty();
        }
        String[] words = line.substring(PREFIX.length()).split(" ", -1);
        if (words.length != 3) {
            return Optional.empty();
        }
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.word().equals(words[0]))
                .findFirst()
                .flatMap(kind -> of(kind, words[1], words[2]));
    }

    private static Optional<SimulatedLabel> of(Kind kind, String name, String version) {
        try {
            return Optional.of(new SimulatedLabel(kind, name, version));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
