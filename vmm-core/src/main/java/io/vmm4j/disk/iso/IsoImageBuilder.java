package io.vmm4j.disk.iso;

import io.vmm4j.InvalidValueException;
import io.vmm4j.ValueError;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Collects what an {@link IsoImage} is to hold. Not thread safe. */
public final class IsoImageBuilder {

    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9._-]{1,32}");

    /** What Rock Ridge and Joliet can both hold, which has room for 64 characters: no separators, no wildcards. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_+@=,~-][A-Za-z0-9._+@=,~ -]{0,63}");

    /** ECMA-119 has eight levels of directories, the root among them. */
    private static final int MOST_PARTS = 8;

    private static final int LAST_YEAR = 2155;

    private final String label;
    private final Map<String, byte[]> files = new TreeMap<>();
    private Instant time = Instant.EPOCH;

    IsoImageBuilder(String label) {
        if (!LABEL.matcher(label).matches()) {
            throw InvalidValueException.of(ValueError.ISO_LABEL, "volume label", label);
        }
        this.label = label;
    }

    /** Adds a file of this text, in UTF-8; see {@link #file(String, byte[])}. */
    public IsoImageBuilder file(String path, String content) {
        return file(path, content.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Adds a file; the directories above it come with it.
     *
     * @param path relative, with slashes: at most eight parts of at most 64 characters of ASCII
     * @throws InvalidValueException if the path cannot be, is there already, or is a directory of another
     */
    public IsoImageBuilder file(String path, byte[] content) {
        String[] parts = path.split("/", -1);
        boolean sound = parts.length <= MOST_PARTS;
        for (String part : parts) {
            sound &= NAME.matcher(part).matches();
        }
        if (!sound) {
            throw InvalidValueException.of(ValueError.ISO_PATH, "path", path);
        }
        for (String other : files.keySet()) {
            if (other.equals(path) || other.startsWith(path + "/") || path.startsWith(other + "/")) {
                throw InvalidValueException.of(ValueError.ISO_PATH_TAKEN, "path", path);
            }
        }
        files.put(path, content.clone());
        return this;
    }

    /**
     * When all of it was made, as it tells; the beginning of 1970 unless said, so that equal content gives equal bytes.
     *
     * @throws InvalidValueException if it is not in the years 1900 to 2155
     */
    public IsoImageBuilder time(Instant made) {
        int year = made.atOffset(ZoneOffset.UTC).getYear();
        if (year < 1900 || year > LAST_YEAR) {
            throw InvalidValueException.of(ValueError.ISO_TIME, "time", made.toString());
        }
        time = made;
        return this;
    }

    /** The image as it is now. */
    public IsoImage build() {
        return new IsoImage(label, files, time);
    }
}
