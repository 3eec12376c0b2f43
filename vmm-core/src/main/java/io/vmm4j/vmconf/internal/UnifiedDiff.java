package io.vmm4j.vmconf.internal;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.util.List;

/** The form of {@code diff -u}. */
public final class UnifiedDiff {

    private static final int CONTEXT = 3;

    private UnifiedDiff() {}

    /** How a text becomes another; empty text if they are equal. A missing newline at the end is shown as a line is. */
    public static String of(String path, String before, String after) {
        if (before.equals(after)) {
            return "";
        }
        List<String> old = lines(before);
        List<String> lines =
                UnifiedDiffUtils.generateUnifiedDiff(path, path, old, DiffUtils.diff(old, lines(after)), CONTEXT);
        return String.join("\n", lines) + "\n";
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
