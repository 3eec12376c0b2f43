package io.vmm4j.testkit.internal.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A process's streams as stdio(3) has them: standard output is collected unless it is a terminal, standard error is not. Used by
 * the process's own thread.
 */
final class StandardStreams {

    private static final int BUFFER = 16 * 1024;

    private final SimProcess process;
    private final byte[] buffer = new byte[BUFFER];
    private int filled;

    StandardStreams(SimProcess process) {
        this.process = process;
    }

    void print(byte[] bytes, int offset, int length) throws IOException {
        if (length > BUFFER - filled) {
            flush();
        }
        if (length > BUFFER) {
            process.write(1, bytes, offset, length);
            return;
        }
        System.arraycopy(bytes, offset, buffer, filled, length);
        filled += length;
        if (process.isTerminal(1)) {
            flush();
        }
    }

    void print(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        print(bytes, 0, bytes.length);
    }

    void complain(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        process.write(2, bytes, 0, bytes.length);
    }

    void flush() throws IOException {
        int count = filled;
        filled = 0;
        if (count > 0) {
            process.write(1, buffer, 0, count);
        }
    }

    void forget() {
        filled = 0;
    }

    InputStream input(int number) {
        return new Input(number);
    }

    OutputStream output(int number) {
        return new Output(number);
    }

    /** Reads a descriptor. */
    private final class Input extends InputStream {

        private final int number;

        Input(int number) {
            this.number = number;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return length == 0 ? 0 : process.read(number, bytes, offset, length);
        }
    }

    /** Writes a descriptor; what {@link #print} collected goes first. */
    private final class Output extends OutputStream {

        private final int number;

        Output(int number) {
            this.number = number;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (number == 1) {
                StandardStreams.this.flush();
            }
            process.write(number, bytes, offset, length);
        }

        @Override
        public void flush() throws IOException {
            if (number == 1) {
                StandardStreams.this.flush();
            }
        }
    }
}
