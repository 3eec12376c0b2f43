package io.vmm4j.install;

import io.vmm4j.InvalidValueException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How the root disk of an OpenBSD guest is divided: the template of disklabel(8) {@code -T}. It has always a {@code /}, and
 * at most 15 rows.
 *
 * @param rows the partitions, in their order on the disk
 */
public record DisklabelTemplate(List<Row> rows) {

    private static final String ARGUMENT = "disklabel template";
    private static final int MAX_ROWS = 15;

    /**
     * A partition.
     *
     * @param mountPoint an absolute path, or {@code swap}
     * @param size a size or a range with perhaps a part of the disk: {@code 2G}, {@code 1G-*}, {@code 1G-10G 20%}
     */
    public record Row(String mountPoint, String size) {

        private static final Pattern MOUNT_POINT = Pattern.compile("swap|/|(/[A-Za-z0-9_][A-Za-z0-9_.-]*)+");
        private static final Pattern SIZE = Pattern.compile(
                "(?:[1-9][0-9]{0,9}[KMGTkmgt]?|\\*)(?:-(?:[1-9][0-9]{0,9}[KMGTkmgt]?|\\*))?(?: (?:100|[1-9]?[0-9])%)?");

        public Row {
            if (!MOUNT_POINT.matcher(mountPoint).matches()) {
                throw refused(mountPoint, "a mount point is an absolute path of plain letters, or swap");
            }
            if (!SIZE.matcher(size).matches()) {
                throw refused(size, "a size is as 2G, 1G-*, or 1G-10G 20%");
            }
        }
    }

    public DisklabelTemplate {
        rows = List.copyOf(rows);
        List<String> mounts = rows.stream().map(Row::mountPoint).toList();
        if (!mounts.contains("/")) {
            throw refused(String.join(" ", mounts), "it has no /");
        }
        if (mounts.stream().distinct().count() != mounts.size()) {
            throw refused(String.join(" ", mounts), "a mount point is there twice");
        }
        if (rows.size() > MAX_ROWS) {
            throw refused(String.join(" ", mounts), "a disk has at most 15 partitions");
        }
    }

    /** One file system for all, and swap. */
    public static DisklabelTemplate rootAndSwap(String rootSize, String swapSize) {
        return new DisklabelTemplate(List.of(new Row("/", rootSize), new Row("swap", swapSize)));
    }

    /** The same with one more partition. */
    public DisklabelTemplate with(String mountPoint, String size) {
        List<Row> more = new ArrayList<>(rows);
        more.add(new Row(mountPoint, size));
        return new DisklabelTemplate(more);
    }

    /** The file: one partition a line. */
    public String text() {
        return rows.stream()
                .map(row -> row.mountPoint() + " " + row.size() + "\n")
                .collect(Collectors.joining());
    }

    private static InvalidValueException refused(String value, String reason) {
        return new InvalidValueException(InvalidValueException.problem(SetupError.NOT_EXPRESSIBLE, ARGUMENT, value)
                .with("system", "a template of disklabel(8)")
                .with("reason", reason));
    }
}
