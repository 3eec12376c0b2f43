package io.vmm4j.testkit.internal.fs;

import io.vmm4j.testkit.internal.io.OpenFile;
import io.vmm4j.testkit.internal.io.Patience;
import io.vmm4j.testkit.internal.kernel.SystemError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** Whole files as text (a byte a character) or bytes, for programs and for setting a machine up. */
public final class FileText {

    private static final Patience NEVER_WAITS = (ready, source) -> {
        throw new IllegalStateException("a regular file never blocks");
    };

    private FileText() {}

    /** What a file holds, as text. */
    public static String read(Files files, String path) throws SystemError {
        return new String(readBytes(files, path), StandardCharsets.ISO_8859_1);
    }

    /** What a file holds. */
    public static byte[] readBytes(Files files, String path) throws SystemError {
        OpenFile file = files.open(path, OpenFlag.READING, 0);
        try {
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            byte[] buffer = new byte[64 * 1024];
            for (int count = file.read(NEVER_WAITS, buffer, 0, buffer.length);
                    count > 0;
                    count = file.read(NEVER_WAITS, buffer, 0, buffer.length)) {
                content.write(buffer, 0, count);
            }
            return content.toByteArray();
        } catch (SystemError e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            file.release();
        }
    }

    /** Replaces what a file holds, or makes it with this mode. */
    public static void write(Files files, String path, String text, int mode) throws SystemError {
        writeBytes(files, path, text.getBytes(StandardCharsets.ISO_8859_1), mode, OpenFlag.WRITING);
    }

    /** Writes bytes to a file that is opened, or made with this mode, like this. */
    public static void writeBytes(Files files, String path, byte[] bytes, int mode, Set<OpenFlag> flags)
            throws SystemError {
        OpenFile file = files.open(path, flags, mode);
        try {
            file.write(NEVER_WAITS, bytes, 0, bytes.length);
        } catch (SystemError e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            file.release();
        }
    }
}
