package io.vmm4j.testkit.internal.io;

import io.vmm4j.testkit.internal.kernel.Errno;
import java.io.IOException;
import java.util.Arrays;

/** The character devices that hold nothing. */
public enum Devices {
    /** null(4). */
    NULL {
        @Override
        int read(byte[] buffer, int offset, int length) {
            return -1;
        }
    },
    /** zero(4). */
    ZERO {
        @Override
        int read(byte[] buffer, int offset, int length) {
            Arrays.fill(buffer, offset, offset + length, (byte) 0);
            return length;
        }
    },
    /** A device that can be looked at and not used: opening works, reading does not. */
    OPAQUE {
        @Override
        int read(byte[] buffer, int offset, int length) throws IOException {
            throw Errno.ENODEV.asError();
        }
    };

    abstract int read(byte[] buffer, int offset, int length) throws IOException;

    /** Opens it. */
    public OpenFile open() {
        return new Handle(this);
    }

    /** One opening. */
    private static final class Handle extends OpenFile {

        private final Devices device;

        Handle(Devices device) {
            this.device = device;
        }

        @Override
        public Kind kind() {
            return Kind.CHARACTER_DEVICE;
        }

        @Override
        public boolean isReadable() {
            return true;
        }

        @Override
        public boolean isWritable() {
            return true;
        }

        @Override
        public int read(Patience patience, byte[] buffer, int offset, int length) throws IOException {
            return device.read(buffer, offset, length);
        }

        @Override
        public void write(Patience patience, byte[] buffer, int offset, int length) throws IOException {
            if (device == OPAQUE) {
                throw Errno.ENODEV.asError();
            }
        }
    }
}
