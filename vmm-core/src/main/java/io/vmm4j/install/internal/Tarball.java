package io.vmm4j.install.internal;

import io.vmm4j.install.SiteSet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.zip.Deflater;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;

/** Writes tar archives without anything of the moment or the machine in them; the format is Commons Compress's. */
public final class Tarball {

    private static final int UNIX = 3;

    private Tarball() {}

    /** The entries as a gzipped ustar archive, readable by OpenBSD's tar(1). */
    public static byte[] gzipped(List<SiteSet.Entry> entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        GzipParameters parameters = new GzipParameters();
        parameters.setCompressionLevel(Deflater.BEST_COMPRESSION);
        parameters.setModificationInstant(Instant.EPOCH);
        parameters.setOperatingSystem(UNIX);
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(
                new GzipCompressorOutputStream(bytes, parameters), StandardCharsets.UTF_8.name())) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (SiteSet.Entry entry : entries) {
                // The installer unpacks in the root of the new system, so names are relative to it.
                TarArchiveEntry header = new TarArchiveEntry("." + entry.path());
                byte[] content = entry.content().bytes();
                header.setSize(content.length);
                header.setMode(entry.mode());
                header.setModTime(0L);
                header.setIds(0, 0);
                header.setNames("root", "wheel");
                tar.putArchiveEntry(header);
                tar.write(content);
                tar.closeArchiveEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
