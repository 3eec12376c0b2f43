package io.vmm4j.examples.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import picocli.CommandLine.Help.Ansi;

/** Shows that something takes its time: a bar that fills up to its limit on a terminal, plain lines elsewhere. */
final class Progress {

    private static final long FIRST_LOOK_MILLIS = 400;
    private static final long LOOK_MILLIS = 100;

    private final PrintWriter err;
    private final String what;

    Progress(PrintWriter err, String what) {
        this.err = err;
        this.what = what;
    }

    /** Runs something that takes at most so long; what is over in a moment shows nothing. */
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
            return Ansi.AUTO.enabled() ? withBar(limit, result) : withLines(limit, result);
        }
    }

    private <T> T withLines(Duration limit, Future<T> result) throws InterruptedException {
        err.println(what + ", at most " + limit.toSeconds() + " s");
        while (true) {
            try {
                T value = await(result, TimeUnit.SECONDS.toMillis(30));
                err.println(what + ": done");
                return value;
            } catch (TimeoutException e) {
                err.println(what + " ...");
            }
        }
    }

    private <T> T withBar(Duration limit, Future<T> result) throws InterruptedException {
        try (ProgressBar bar = new ProgressBarBuilder()
                .setTaskName(what)
                .setInitialMax(Math.max(1, limit.toSeconds()))
                .setUnit(" s", 1)
                .setStyle(ProgressBarStyle.COLORFUL_UNICODE_BAR)
                .hideEta()
                .setConsumer(new ConsoleProgressBarConsumer(System.err))
                .build()) {
            while (true) {
                try {
                    return await(result, LOOK_MILLIS);
                } catch (TimeoutException e) {
                    bar.stepTo(bar.getElapsedAfterStart().toSeconds());
                }
            }
        }
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
