package io.vmm4j.install.internal;

import io.vmm4j.install.ConsoleWatch;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everybody who follows a console. Bytes come from one thread at a time; joining and leaving is thread safe. */
final class Watches implements ScreenLine.Listener {

    private static final Logger LOG = LoggerFactory.getLogger(Watches.class);

    private final List<ConsoleWatch> all = new CopyOnWriteArrayList<>();
    private final UnaryOperator<String> mask;
    private ScreenLine line = new ScreenLine(this);

    Watches(UnaryOperator<String> mask) {
        this.mask = mask;
    }

    void add(ConsoleWatch watch) {
        all.add(watch);
    }

    void remove(ConsoleWatch watch) {
        all.remove(watch);
    }

    void take(byte[] buffer, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            line.accept(buffer[i]);
        }
    }

    /** A new connection begins a line. */
    void restart() {
        line = new ScreenLine(this);
    }

    @Override
    public void changed(ScreenLine changed) {
        // Watches see lines.
    }

    @Override
    public void complete(String complete, boolean replaced) {
        if (all.isEmpty()) {
            return;
        }
        String shown = mask.apply(complete);
        for (ConsoleWatch watch : List.copyOf(all)) {
            if (!told(watch, shown)) {
                all.remove(watch);
            }
        }
    }

    private static boolean told(ConsoleWatch watch, String line) {
        try {
            watch.seen(line);
            return true;
        } catch (RuntimeException e) {
            LOG.warn("A watch of a console failed and is dropped", e);
            return false;
        }
    }
}
