package io.vmm4j.exec;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Takes a command's output as it comes. Each stream has a thread of its own, so the two methods may be called at the same
 * time; a sink that is slow slows the command down, and one that throws ends it.
 */
public interface OutputSink {

    /**
     * Some bytes of standard output. The array is used again after the call.
     *
     * @throws IOException if they cannot be taken; the command is stopped then
     */
    void stdout(byte[] buffer, int offset, int length) throws IOException;

    /**
     * Some bytes of standard error. The array is used again after the call.
     *
     * @throws IOException if they cannot be taken; the command is stopped then
     */
    void stderr(byte[] buffer, int offset, int length) throws IOException;

    /** Drops everything. */
    static OutputSink discard() {
        return to(OutputStream.nullOutputStream(), OutputStream.nullOutputStream());
    }

    /**
     * Copies to two streams, which may be the same one, and flushes after each piece. They are not closed.
     */
    static OutputSink to(OutputStream stdout, OutputStream stderr) {
        ReentrantLock lock = new ReentrantLock();
        return new OutputSink() {
            @Override
            public void stdout(byte[] buffer, int offset, int length) throws IOException {
                copy(stdout, buffer, offset, length);
            }

            @Override
            public void stderr(byte[] buffer, int offset, int length) throws IOException {
                copy(stderr, buffer, offset, length);
            }

            private void copy(OutputStream stream, byte[] buffer, int offset, int length) throws IOException {
                if (stdout != stderr) {
                    stream.write(buffer, offset, length);
                    stream.flush();
                    return;
                }
                lock.lock();
                try {
                    stream.write(buffer, offset, length);
                    stream.flush();
                } finally {
                    lock.unlock();
                }
            }
        };
    }
}
