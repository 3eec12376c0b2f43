package io.vmm4j.testkit;

import java.io.OutputStream;

/** A screen as a stream. */
final class ScreenStream extends OutputStream {

    private final Screen screen;

    ScreenStream(Screen screen) {
        this.screen = screen;
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] buffer, int offset, int length) {
        screen.stdout(buffer, offset, length);
    }
}
