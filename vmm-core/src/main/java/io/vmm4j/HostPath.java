package io.vmm4j;

import java.util.Optional;

/**
 * An absolute path on the host: at most 1023 bytes, no control characters. It is kept as written; whether something is
 * there, only the host knows.
 *
 * @param value the path
 */
public record HostPath(String value) implements Comparable<HostPath> {

    private static final String ARGUMENT = "path";
    private static final int MAX_BYTES = 1023;

    public HostPath {
        Texts.require(ARGUMENT, value, MAX_BYTES);
        if (!value.startsWith("/")) {
            throw InvalidValueException.of(ValueError.PATH_NOT_ABSOLUTE, ARGUMENT, value);
        }
    }

    /**
     * The path of this text.
     *
     * @throws InvalidValueException if it is relative, too long or holds a control character
     */
    public static HostPath of(String text) {
        return new HostPath(text);
    }

    /** A path below this one: {@code /var/vmm} and {@code web1.qcow2} give {@code /var/vmm/web1.qcow2}. */
    public HostPath resolve(String relative) {
        Texts.require(ARGUMENT, relative, MAX_BYTES);
        return new HostPath(value.endsWith("/") ? value + relative : value + "/" + relative);
    }

    /** The directory that holds it; empty for the root directory. */
    public Optional<HostPath> parent() {
        int slash = withoutSlashesAtEnd().lastIndexOf('/');
        return slash < 0 ? Optional.empty() : Optional.of(new HostPath(slash == 0 ? "/" : value.substring(0, slash)));
    }

    /** The last part, without slashes; empty text for the root directory. */
    public String fileName() {
        String path = withoutSlashesAtEnd();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private String withoutSlashesAtEnd() {
        int end = value.length();
        while (end > 0 && value.charAt(end - 1) == '/') {
            end--;
        }
        return value.substring(0, end);
    }

    @Override
    public int compareTo(HostPath other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
