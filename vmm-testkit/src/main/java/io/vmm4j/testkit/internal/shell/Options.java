package io.vmm4j.testkit.internal.shell;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The options that {@code set} turns on and off. */
final class Options {

    private static final Map<Character, String> LETTERS = new TreeMap<>(Map.of(
            'a', "allexport",
            'C', "noclobber",
            'e', "errexit",
            'f', "noglob",
            'h', "trackall",
            'n', "noexec",
            'u', "nounset",
            'v', "verbose",
            'x', "xtrace"));

    private static final Set<String> WORDS = Set.of("braceexpand", "pipefail", "physical", "nolog");

    private final Set<String> on = new TreeSet<>(Set.of("braceexpand"));

    Options copy() {
        Options copy = new Options();
        copy.on.clear();
        copy.on.addAll(on);
        return copy;
    }

    boolean isOn(String name) {
        return on.contains(name);
    }

    void set(String name, boolean value) {
        if (value) {
            on.add(name);
        } else {
            on.remove(name);
        }
    }

    /** The long name of an option's letter. */
    static Optional<String> named(char letter) {
        return Optional.ofNullable(LETTERS.get(letter));
    }

    /** Whether there is an option of this long name. */
    static boolean exists(String name) {
        return WORDS.contains(name) || LETTERS.containsValue(name);
    }

    /** {@code $-}. */
    String letters() {
        StringBuilder letters = new StringBuilder();
        LETTERS.forEach((letter, name) -> letters.append(on.contains(name) ? String.valueOf(letter) : ""));
        return letters.toString();
    }

    /** All options and whether they are on. */
    Map<String, Boolean> all() {
        Map<String, Boolean> all = new TreeMap<>();
        WORDS.forEach(name -> all.put(name, on.contains(name)));
        LETTERS.values().forEach(name -> all.put(name, on.contains(name)));
        return all;
    }
}
