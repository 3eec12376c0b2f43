package io.vmm4j.testkit.internal.program;

import io.vmm4j.testkit.internal.fs.OpenFlag;
import io.vmm4j.testkit.internal.io.OpenFile;
import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.testkit.internal.kernel.SystemError;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What a text program reads: a file, or standard input for {@code -}. Used by one thread. */
public final class Input implements AutoCloseable {

    private static final int BUFFER = 64 * 1024;

    private final SimProcess process;
    private final OpenFile file;
    private final byte[] buffer = new byte[BUFFER];
    private int at;
    private int filled;

    private Input(SimProcess process, OpenFile file) {
        this.process = process;
        this.file = file;
    }

    /** Opens a file, or takes standard input for {@code -}. */
    public static Input open(SimProcess process, String path) throws SystemError {
        OpenFile file = path.equals("-")
                ? process.descriptors().at(0).share()
                : process.files().open(path, OpenFlag.READING, 0);
        return new Input(process, file);
    }

    /** What is done with an input. */
    @FunctionalInterface
    public interface Reader {
        /** Reads it. */
        void read(Input input) throws IOException;
    }

    /**
     * Reads all operands in turn, or standard input if there are none; complains about those that cannot be read.
     *
     * @return 0, or 1 if one could not be read
     */
    public static int readAll(SimProcess process, List<String> operands, Reader reader) throws IOException {
        int status = 0;
        for (String path : operands.isEmpty() ? List.of("-") : operands) {
            status |= readOne(process, path, reader) ? 0 : 1;
        }
        return status;
    }

    /** Reads one; whether that could be done. */
    public static boolean readOne(SimProcess process, String path, Reader reader) throws IOException {
        try (Input input = open(process, path)) {
            input.fill();
            reader.read(input);
            return true;
        } catch (SystemError e) {
            process.warn(path.equals("-") ? "stdin" : path, e);
            return false;
        }
    }

    private boolean fill() throws IOException {
        if (at == filled) {
            process.checkSignals();
            at = 0;
            filled = Math.max(0, file.read(process.patience(), buffer, 0, buffer.length));
        }
        return filled > 0;
    }

    /** The next bytes; 0 at the end. */
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (!fill()) {
            return 0;
        }
        int count = Math.min(length, filled - at);
        System.arraycopy(buffer, at, bytes, offset, count);
        at += count;
        return count;
    }

    /** The next byte, or -1. */
    public int next() throws IOException {
        return fill() ? buffer[at++] & 0xff : -1;
    }

    /** The next line with its newline, which the last one may lack. */
    public Optional<String> nextLine() throws IOException {
        StringBuilder line = new StringBuilder();
        while (fill()) {
            char c = (char) (buffer[at++] & 0xff);
            line.append(c);
            if (c == '\n') {
                return Optional.of(line.toString());
            }
        }
        return line.isEmpty() ? Optional.empty() : Optional.of(line.toString());
    }

    @Override
    public void close() {
        file.release();
    }
}
