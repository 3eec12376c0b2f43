package io.vmm4j.host.internal.conf;

import io.vmm4j.HostPath;
import io.vmm4j.InvalidValueException;
import java.util.List;
import java.util.Optional;

/**
 * The flags that vmd(8) is started with, as far as they say what it reads.
 *
 * @param text as rcctl(8) prints them
 * @param file the file of {@code -f}
 * @param followed whether that is all; not so with macros of {@code -D}, nor with words that only a shell understands
 */
record VmdFlags(String text, Optional<HostPath> file, boolean followed) {

    private static final String DISABLED = "NO";
    private static final String SHELL_SYNTAX = "\"'\\$`*?[]{}();<>|&";

    /** Reads what {@code rcctl get vmd flags} printed. */
    static VmdFlags parse(String printed) {
        String text = printed.strip();
        if (text.isEmpty() || text.equals(DISABLED)) {
            return new VmdFlags("", Optional.empty(), true);
        }
        boolean plain = text.chars().noneMatch(c -> SHELL_SYNTAX.indexOf(c) >= 0);
        return plain ? parse(text, List.of(text.split("\\s+", -1))) : new VmdFlags(text, Optional.empty(), false);
    }

    private static VmdFlags parse(String text, List<String> words) {
        Optional<HostPath> file = Optional.empty();
        boolean followed = true;
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            int option = firstWithArgument(word);
            if (!word.startsWith("-") || option < 0) {
                continue;
            }
            String attached = word.substring(option + 1);
            String argument = attached.isEmpty() && i + 1 < words.size() ? words.get(++i) : attached;
            if (word.charAt(option) == 'D') {
                followed = false;
            } else {
                file = path(argument);
                followed &= file.isPresent();
            }
        }
        return new VmdFlags(text, file, followed);
    }

    private static int firstWithArgument(String word) {
        for (int i = 1; i < word.length(); i++) {
            if (word.charAt(i) == 'f' || word.charAt(i) == 'D') {
                return i;
            }
        }
        return -1;
    }

    private static Optional<HostPath> path(String text) {
        try {
            return Optional.of(HostPath.of(text.startsWith("/") ? text : "/" + text));
        } catch (InvalidValueException e) {
            return Optional.empty();
        }
    }
}
