package io.vmm4j.examples.cli;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Shows that something takes its time: a bar that fills up to its limit on a terminal, plain lines elsewhere. */
final class Progress {

    private static final long FIRST_LOOK_MILLIS = 500;
    private static final long LOOK_MILLIS = 200;
    private static final long LINE_SECONDS = 30;
    private static final int WIDTH = 24;
    private static final String ERASE_LINE = "\r\u001b[K";

    private final Screen err;
    private final String what;

    Progress(Screen err, String what) {
        this.err = err;
        this.what = what;
    }

    /** Runs something that takes about so long at most; what is over in a moment shows nothing. */
    <T> T during(Duration limit, Supplier<T> work) {
        ExecutorService worker = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "vmm-work");
            thread.setDaemon(true);
            return thread;
        });
        try {
            return watch(limit, worker.submit(work::get));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } finally {
            worker.shutdownNow();
        }
    }

    private <T> T watch(Duration limit, Future<T> result) throws InterruptedException {
        try {
            return await(result, FIRST_LOOK_MILLIS);
        } catch (TimeoutException e) {
            return err.terminal() ? withBar(limit, result) : withLines(limit, result);
        }
    }

    private <T> T withLines(Duration limit, Future<T> result) throws InterruptedException {
        err.line(what + ", at most " + words(limit) + " ...");
        for (long seconds = LINE_SECONDS; ; seconds += LINE_SECONDS) {
            try {
                return await(result, TimeUnit.SECONDS.toMillis(LINE_SECONDS));
            } catch (TimeoutException e) {
                err.line(what + " for " + words(Duration.ofSeconds(seconds)));
            }
        }
    }

    private <T> T withBar(Duration limit, Future<T> result) throws InterruptedException {
        try {
            for (long millis = FIRST_LOOK_MILLIS; ; millis += LOOK_MILLIS) {
                draw(Duration.ofMillis(millis), limit);
                try {
                    return await(result, LOOK_MILLIS);
                } catch (TimeoutException e) {
                    // It goes on.
                }
            }
        } finally {
            err.writer().print(ERASE_LINE);
            err.writer().flush();
        }
    }

    private void draw(Duration elapsed, Duration limit) {
        int full = (int) Math.min(WIDTH, WIDTH * elapsed.toMillis() / Math.max(1, limit.toMillis()));
        String bar = err.style().good("█".repeat(full)) + err.style().faint("░".repeat(WIDTH - full));
        err.writer().print(ERASE_LINE + what + "  " + bar + "  " + words(elapsed) + ", at most " + words(limit));
        err.writer().flush();
    }

    private static String words(Duration time) {
        long seconds = time.toSeconds();
        return seconds < 600 ? seconds + " s" : seconds / 60 + " min";
    }

    private static <T> T await(Future<T> result, long millis) throws InterruptedException, TimeoutException {
        try {
            return result.get(millis, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
