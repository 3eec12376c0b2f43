package io.vmm4j.internal;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.util.List;
import java.util.Optional;

/** The form of {@code diff -u}. */
public final class UnifiedDiff {

    private static final int CONTEXT = 3;

    private UnifiedDiff() {}

    /**
     * How a text becomes another; empty text if they are equal. A missing newline at the end is shown as a line is.
     *
     * @param before empty if there was no file
     */
    public static String of(String path, Optional<String> before, String after) {
        if (before.equals(Optional.of(after))) {
            return "";
        }
        List<String> old = before.map(UnifiedDiff::lines).orElse(List.of());
        List<String> lines = UnifiedDiffUtils.generateUnifiedDiff(
                before.isPresent() ? path : "/dev/null", path, old, DiffUtils.diff(old, lines(after)), CONTEXT);
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }

    /** How a file goes away. */
    public static String removing(String path, String before) {
        List<String> lines = UnifiedDiffUtils.generateUnifiedDiff(
                path, "/dev/null", lines(before), DiffUtils.diff(lines(before), List.of()), CONTEXT);
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }

    private static List<String> lines(String text) {
        if (text.isEmpty()) {
            return List.of();
        }
        String all =
                text.endsWith("\n") ? text.substring(0, text.length() - 1) : text + "\n\\ No newline at end of file";
        return List.of(all.split("\n", -1));
    }
}
