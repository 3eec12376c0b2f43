package io.vmm4j.testkit.internal.shell;

import io.vmm4j.testkit.internal.fs.Files;
import io.vmm4j.testkit.internal.kernel.SystemError;
import io.vmm4j.testkit.internal.shell.Fields.Field;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Finds the files whose paths match a pattern. */
final class Glob {

    private final Files files;

    Glob(Files files) {
        this.files = files;
    }

    /** The paths that match, sorted; the field's own text if there is none, or nothing to match. */
    List<String> expand(Field field) {
        if (!field.asPattern().isActive()) {
            return List.of(field.text());
        }
        List<String> found = List.of("");
        int at = 0;
        while (at < field.text().length() && !found.isEmpty()) {
            int slashes = at;
            while (slashes < field.text().length() && field.text().charAt(slashes) == '/') {
                slashes++;
            }
            int end = field.text().indexOf('/', slashes);
            end = end < 0 ? field.text().length() : end;
            String separator = field.text().substring(at, slashes);
            Pattern component = new Pattern(
                    field.text().substring(slashes, end), field.marks().substring(slashes, end));
            found = next(found, separator, component);
            at = end;
        }
        if (found.isEmpty()) {
            return List.of(field.text());
        }
        List<String> sorted = new ArrayList<>(found);
        Collections.sort(sorted);
        return sorted;
    }

    private List<String> next(List<String> paths, String separator, Pattern component) {
        List<String> more = new ArrayList<>();
        for (String path : paths) {
            String directory = path + separator;
            if (component.text().isEmpty()) {
                addIfDirectory(directory, more);
            } else if (component.isActive()) {
                addMatches(directory, component, more);
            } else {
                addIfThere(directory + component.text(), more);
            }
        }
        return more;
    }

    private void addIfDirectory(String path, List<String> more) {
        try {
            if (files.stat(path).isDirectory()) {
                more.add(path);
            }
        } catch (SystemError e) {
            // It does not match.
        }
    }

    private void addMatches(String directory, Pattern component, List<String> more) {
        try {
            List<String> names = new ArrayList<>(files.list(directory.isEmpty() ? "." : directory));
            if (component.beginsWithDot()) {
                names.add(".");
                names.add("..");
            }
            for (String name : names) {
                if ((component.beginsWithDot() || !name.startsWith(".")) && component.matches(name)) {
                    more.add(directory + name);
                }
            }
        } catch (SystemError e) {
            // A directory that cannot be read has nothing that matches.
        }
    }

    private void addIfThere(String path, List<String> more) {
        try {
            files.lstat(path);
            more.add(path);
        } catch (SystemError e) {
            // It does not match.
        }
    }
}
