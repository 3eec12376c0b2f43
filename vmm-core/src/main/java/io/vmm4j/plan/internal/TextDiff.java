package io.vmm4j.plan.internal;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.util.List;
import java.util.Optional;

/** Differences of texts as diff(1) prints them. */
public final class TextDiff {

    private static final int CONTEXT = 3;

    private TextDiff() {}

    /** The difference in the unified form, with a newline behind each line; empty if there is none. */
    public static String unified(String path, Optional<String> before, String after) {
        List<String> old = before.map(TextDiff::lines).orElse(List.of());
        List<String> diff = UnifiedDiffUtils.generateUnifiedDiff(
                before.isPresent() ? path : "/dev/null", path, old, DiffUtils.diff(old, lines(after)), CONTEXT);
        return diff.isEmpty() ? "" : String.join("\n", diff) + "\n";
    }

    /** The lines; one that the file's end cuts short says so, as it differs from a whole one. */
    private static List<String> lines(String text) {
        if (text.isEmpty()) {
            return List.of();
        }
        boolean whole = text.endsWith("\n");
        List<String> lines = List.of((whole ? text.substring(0, text.length() - 1) : text).split("\n", -1));
        if (whole) {
            return lines;
        }
        String last = lines.get(lines.size() - 1) + "\n\\ No newline at end of file";
        return java.util.stream.Stream.concat(lines.stream().limit(lines.size() - 1), java.util.stream.Stream.of(last))
                .toList();
    }
}
