package io.vmm4j.disk.internal;

import io.vmm4j.DiskFormat;
import io.vmm4j.disk.Conversion;
import io.vmm4j.disk.ConversionMonitor;
import io.vmm4j.disk.ConversionOptions;
import io.vmm4j.disk.Qcow2Error;
import io.vmm4j.disk.Qcow2Exception;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** Copies the disk in an image to a new file. */
public final class Converter {

    /** So that all tables fit in memory. */
    private static final long MAX_SIZE = 1L << 47;

    private final Path source;
    private final Path target;
    private final DiskFormat format;
    private final ConversionOptions options;

    public Converter(Path source, Path target, DiskFormat format, ConversionOptions options) {
        this.source = Objects.requireNonNull(source, "source");
        this.target = Objects.requireNonNull(target, "target");
        this.format = Objects.requireNonNull(format, "format");
        this.options = Objects.requireNonNull(options, "options");
    }

    public Conversion run() {
        try (ImageChain chain = ImageChain.open(source, options.backingFiles())) {
            List<Layer> layers = chain.layers();
            long size = layers.get(0).size();
            if (size > MAX_SIZE) {
                throw new Qcow2Exception(Errors.problem(Qcow2Error.TOO_LARGE, source)
                        .with("size", size)
                        .with("limit", MAX_SIZE));
            }
            try (NewFile file = NewFile.create(target)) {
                return write(file, layers, size);
            }
        }
    }

    private Conversion write(NewFile file, List<Layer> layers, long size) {
        long whole = (size + 511) / 512 * 512;
        TargetFormat writer = switch (format) {
            case RAW -> new RawFormat(file.content(), whole);
            case QCOW2 -> new Qcow2Format(file.content(), whole);
        };
        ConversionMonitor monitor = options.monitor();
        try (ReadAhead chunks = new ReadAhead(source, layers)) {
            for (ReadAhead.Chunk chunk = chunks.next(); chunk.length() > 0; chunk = chunks.next()) {
                writer.write(chunk.offset(), chunk.bytes(), chunk.length());
                monitor.progress(chunk.offset() + chunk.length(), size);
                if (monitor.cancelled()) {
                    throw new Qcow2Exception(Errors.problem(Qcow2Error.CANCELLED, source));
                }
            }
            writer.finish();
            file.publish();
        } catch (IOException e) {
            throw Errors.io(Qcow2Error.TARGET_UNWRITABLE, target, e);
        }
        monitor.progress(size, size);
        return new Conversion(whole, writer.stored());
    }
}
