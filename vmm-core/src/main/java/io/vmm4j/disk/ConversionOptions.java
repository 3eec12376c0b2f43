package io.vmm4j.disk;

import java.util.Objects;

/**
 * How to convert an image. Immutable.
 *
 * @param backingFiles which backing files may be opened
 * @param monitor who watches
 */
public record ConversionOptions(BackingFiles backingFiles, ConversionMonitor monitor) {

    public ConversionOptions {
        Objects.requireNonNull(backingFiles, "backingFiles");
        Objects.requireNonNull(monitor, "monitor");
    }

    /** No backing files, nobody watches. */
    public static ConversionOptions defaults() {
        return new ConversionOptions(BackingFiles.REFUSE, ConversionMonitor.none());
    }

    /** The same with other backing files allowed. */
    public ConversionOptions withBackingFiles(BackingFiles allowed) {
        return new ConversionOptions(allowed, monitor);
    }

    /** The same with somebody who watches. */
    public ConversionOptions withMonitor(ConversionMonitor watcher) {
        return new ConversionOptions(backingFiles, watcher);
    }
}
