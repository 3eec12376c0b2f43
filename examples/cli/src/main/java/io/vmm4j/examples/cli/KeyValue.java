package io.vmm4j.examples.cli;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A word {@code key=value} of {@code vmm conf}: what {@code get} prints, {@code set} and {@code add} take.
 *
 * @param key the key
 * @param value the value; empty text to take it away
 */
record KeyValue(String key, String value) {

    private static final String YES = "yes";
    private static final String NO = "no";

    /** Reads words; several of one key are allowed for lists only. */
    static List<KeyValue> parse(List<String> words, List<String> keys, Set<String> lists) {
        List<KeyValue> parsed = new ArrayList<>();
        Set<String> seen = new LinkedHashSet<>();
        for (String word : words) {
            int equals = word.indexOf('=');
            String key = equals < 0 ? word : word.substring(0, equals);
            if (!keys.contains(key)) {
                throw new WrongUsage(
                        "There is no such setting: " + word + ".",
                        "Write key=value, with one of the keys " + String.join(", ", keys) + ".");
            }
            if (equals < 0) {
                throw new WrongUsage(
                        "The setting " + key + " has no value.",
                        "Write " + key + "= and the value, or nothing behind it to take the setting away.");
            }
            if (!seen.add(key) && !lists.contains(key)) {
                throw new WrongUsage("The key " + key + " is there twice.", "Write it once.");
            }
            parsed.add(new KeyValue(key, word.substring(equals + 1)));
        }
        return parsed;
    }

    static KeyValue yesOrNo(String key, boolean yes) {
        return new KeyValue(key, yes ? YES : NO);
    }

    boolean isEmpty() {
        return value.isEmpty();
    }

    /** The value, which must be one of two. */
    boolean isYes() {
        if (!value.equals(YES) && !value.equals(NO)) {
            throw wrong("yes or no");
        }
        return value.equals(YES);
    }

    /** The value as a number. */
    int number() {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw wrong("a number");
        }
    }

    /** The value as a path; vmd(8) looks for a relative one in whatever directory it was started from. */
    String path() {
        if (!value.startsWith("/")) {
            throw wrong("a path from the root, such as /var/vmm/web1.qcow2");
        }
        return value;
    }

    WrongUsage wrong(String wanted) {
        return new WrongUsage(this + " is not understood.", "Write " + key + "= and " + wanted + ".");
    }

    @Override
    public String toString() {
        return key + "=" + value;
    }
}
