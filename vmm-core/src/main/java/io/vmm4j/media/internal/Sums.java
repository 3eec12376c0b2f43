package io.vmm4j.media.internal;

import io.vmm4j.media.DigestAlgorithm;
import io.vmm4j.media.FileName;
import io.vmm4j.media.SumsFormat;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A list of digests.
 *
 * @param algorithm by which
 * @param digests by the names of the files
 */
record Sums(DigestAlgorithm algorithm, Map<String, String> digests) {

    private static final Pattern GNU = Pattern.compile("([0-9a-fA-F]+) [ *](?:\\./)?(\\S+)");
    private static final Pattern BSD = Pattern.compile("(SHA[0-9]+) \\((\\S+)\\) = ([0-9a-fA-F]+)");
    private static final Pattern YAML = Pattern.compile("\\s+(file|sha256|sha512): *(\\S+) *");
    private static final Pattern LINK = Pattern.compile("href=\"(?:\\./)?([^\"/?]+)\"");

    /**
     * A file with its digest.
     *
     * @param file its name
     * @param algorithm by which
     * @param digest in lower-case hexadecimal
     */
    record Sum(String file, DigestAlgorithm algorithm, String digest) {}

    /** Reads a list; lines that are none are left out. */
    static Sums read(SumsFormat format, DigestAlgorithm algorithm, String text) {
        Map<String, String> digests = new LinkedHashMap<>();
        switch (format) {
            case LIST, BESIDE -> readList(algorithm, text, digests);
            case ALPINE -> readYaml(algorithm, text, digests);
        }
        digests.values().removeIf(digest -> !algorithm.isDigest(digest));
        return new Sums(algorithm, digests);
    }

    private static void readList(DigestAlgorithm algorithm, String text, Map<String, String> digests) {
        for (String line : text.lines().toList()) {
            Matcher gnu = GNU.matcher(line.strip());
            Matcher bsd = BSD.matcher(line.strip());
            if (gnu.matches()) {
                digests.put(gnu.group(2), gnu.group(1).toLowerCase(Locale.ROOT));
            } else if (bsd.matches() && bsd.group(1).equalsIgnoreCase(algorithm.toString())) {
                digests.put(bsd.group(2), bsd.group(3).toLowerCase(Locale.ROOT));
            }
        }
    }

    private static void readYaml(DigestAlgorithm algorithm, String text, Map<String, String> digests) {
        String file = "";
        for (String line : text.lines().toList()) {
            Matcher field = YAML.matcher(line);
            if (line.startsWith("-")) {
                file = "";
            } else if (field.matches() && field.group(1).equals("file")) {
                file = field.group(2);
            } else if (field.matches() && field.group(1).equals(algorithm.toString()) && !file.isEmpty()) {
                digests.put(file, field.group(2));
            }
        }
    }

    /** The file that a name means, with its digest. */
    Optional<Sum> find(FileName name) {
        return newest(name, digests).map(file -> new Sum(file, algorithm, String.valueOf(digests.get(file))));
    }

    /** The file that a name means among those that a page links to. */
    static Optional<String> findLink(FileName name, String page) {
        Map<String, String> links = new LinkedHashMap<>();
        LINK.matcher(page).results().forEach(link -> links.put(link.group(1), ""));
        return newest(name, links);
    }

    private static Optional<String> newest(FileName name, Map<String, String> files) {
        return files.keySet().stream().filter(name::matches).max(BY_NUMBERS);
    }

    /** By text, but numbers by their values: 12.9.0 before 12.13.0. */
    static final Comparator<String> BY_NUMBERS = (first, second) -> {
        String[] one = first.split("(?<=\\d)(?=\\D)|(?<=\\D)(?=\\d)", -1);
        String[] other = second.split("(?<=\\d)(?=\\D)|(?<=\\D)(?=\\d)", -1);
        for (int i = 0; i < Math.min(one.length, other.length); i++) {
            boolean numbers = isNumber(one[i]) && isNumber(other[i]);
            int order = numbers
                    ? Long.compare(Long.parseLong(one[i]), Long.parseLong(other[i]))
                    : one[i].compareTo(other[i]);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(one.length, other.length);
    };

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.length() < 18 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
