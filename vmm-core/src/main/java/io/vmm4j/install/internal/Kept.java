package io.vmm4j.install.internal;

import io.vmm4j.exec.Secret;
import io.vmm4j.install.ConsoleTranscript;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** The last of what a guest has written, masked before it is kept. Thread safe. */
final class Kept {

    private final ReentrantLock lock = new ReentrantLock();
    private final SecretMask mask = new SecretMask();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final int limit;
    private long dropped;

    /** Keeps so many bytes, and now and then twice as many. */
    Kept(int limit) {
        this.limit = limit;
    }

    void hide(Secret secret) {
        lock.lock();
        try {
            mask.add(secret);
        } finally {
            lock.unlock();
        }
    }

    void add(byte[] buffer, int offset, int length) {
        lock.lock();
        try {
            bytes.writeBytes(mask.take(buffer, offset, length));
            if (bytes.size() > 2 * limit) {
                byte[] all = bytes.toByteArray();
                bytes.reset();
                bytes.write(all, all.length - limit, limit);
                dropped += all.length - limit;
            }
        } finally {
            lock.unlock();
        }
    }

    String masked(String text) {
        lock.lock();
        try {
            return mask.in(text);
        } finally {
            lock.unlock();
        }
    }

    ConsoleTranscript transcript() {
        byte[] all;
        long before;
        lock.lock();
        try {
            ByteArrayOutputStream shown = new ByteArrayOutputStream();
            shown.writeBytes(bytes.toByteArray());
            shown.writeBytes(mask.rest());
            byte[] whole = shown.toByteArray();
            int first = Math.max(0, whole.length - limit);
            all = Arrays.copyOfRange(whole, first, whole.length);
            before = dropped + first;
        } finally {
            lock.unlock();
        }
        return new ConsoleTranscript(all, lines(all), before);
    }

    private static List<String> lines(byte[] all) {
        List<String> lines = new ArrayList<>();
        ScreenLine line = new ScreenLine(new ScreenLine.Listener() {
            @Override
            public void changed(ScreenLine changed) {
                // Only what it comes to counts.
            }

            @Override
            public void complete(String complete, boolean replaced) {
                if (!replaced) {
                    lines.add(complete);
                }
            }
        });
        for (byte b : all) {
            line.accept(b);
        }
        if (!line.all().isEmpty()) {
            lines.add(line.all());
        }
        return lines;
    }

    /** Forgets the secrets; what is kept stays masked. */
    void wipe() {
        lock.lock();
        try {
            bytes.writeBytes(mask.rest());
            mask.wipe();
        } finally {
            lock.unlock();
        }
    }
}
