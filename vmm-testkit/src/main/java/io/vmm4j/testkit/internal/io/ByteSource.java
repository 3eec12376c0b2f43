package io.vmm4j.testkit.internal.io;

/** Bytes that are there already, as a file that can be read. Thread safe. */
public final class ByteSource extends OpenFile {

    private final byte[] content;
    private int at;

    /** A source of these bytes. */
    public ByteSource(byte[] content) {
        this.content = content.clone();
    }

    @Override
    public Kind kind() {
        return Kind.REGULAR;
    }

    @Override
    public boolean isReadable() {
        return true;
    }

    @Override
    public boolean isWritable() {
        return false;
    }

    @Override
    public synchronized int read(Patience patience, byte[] buffer, int offset, int length) {
        int count = Math.min(length, content.length - at);
        if (count <= 0) {
            return length == 0 ? 0 : -1;
        }
        System.arraycopy(content, at, buffer, offset, count);
        at += count;
        return count;
    }

    @Override
    public synchronized void seek(long position) {
        at = (int) Math.max(0, Math.min(content.length, position));
    }

    @Override
    public synchronized long position() {
        return at;
    }
}
