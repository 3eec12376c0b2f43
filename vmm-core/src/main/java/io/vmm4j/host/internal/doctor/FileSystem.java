package io.vmm4j.host.internal.doctor;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A mounted file system, as {@code df -kP} shows it.
 *
 * @param mountPoint where it is mounted
 * @param totalKilobytes its size
 * @param availableKilobytes what users may still write; negative in root's reserve
 */
public record FileSystem(String mountPoint, long totalKilobytes, long availableKilobytes) {

    private static final Pattern ROW = Pattern.compile("^.*\\s(\\d{1,18})\\s+\\d+\\s+(-?\\d{1,18})\\s+\\d+%\\s+(/.*)$");

    /** Reads the table. */
    public static List<FileSystem> parse(List<String> lines) {
        return lines.stream()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .map(row -> new FileSystem(row.group(3), Long.parseLong(row.group(1)), Long.parseLong(row.group(2))))
                .toList();
    }

    /** Whether a path is below the mount point, on this file system or one mounted further down. */
    boolean contains(String path) {
        return mountPoint.equals("/") || path.equals(mountPoint) || path.startsWith(mountPoint + "/");
    }
}
