package io.vmm4j.disk.internal;

import io.vmm4j.disk.BackingFiles;
import io.vmm4j.disk.Qcow2Error;
import io.vmm4j.disk.Qcow2Exception;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The file that an image's backing file name means, if it may be opened. */
final class BackingPath {

    /** {@code nbd://...} and {@code json:...}: what has a colon before any slash is no path. */
    private static final Pattern PROTOCOL = Pattern.compile("[^/]*:.*");

    private BackingPath() {}

    static Path resolve(Path image, String name, BackingFiles allowed) {
        if (allowed == BackingFiles.REFUSE) {
            throw refused(Qcow2Error.BACKING_FILE_REFUSED, image, name);
        }
        if (PROTOCOL.matcher(name).matches()) {
            throw refused(Qcow2Error.BACKING_FILE_NOT_LOCAL, image, name);
        }
        try {
            Path directory = directory(image);
            Path base = directory.resolve(name);
            if (allowed == BackingFiles.SAME_DIRECTORY
                    && !directory(base.toRealPath()).equals(directory.toRealPath())) {
                throw refused(Qcow2Error.BACKING_FILE_REFUSED, image, name);
            }
            return base;
        } catch (InvalidPathException e) {
            throw refused(Qcow2Error.BACKING_FILE_NOT_LOCAL, image, name);
        } catch (IOException e) {
            throw Errors.io(Qcow2Error.UNREADABLE, Path.of(name), e);
        }
    }

    private static Path directory(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? file.toAbsolutePath() : parent;
    }

    private static Qcow2Exception refused(Qcow2Error code, Path image, String name) {
        return new Qcow2Exception(Errors.problem(code, image).with("backing", name));
    }
}
