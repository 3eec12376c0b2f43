package io.vmm4j.examples.cli;

import io.vmm4j.media.FetchProgress;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Shows how far a medium has come: a bar on a terminal, a line for each quarter elsewhere. Told by one thread at a time. */
final class FetchBar implements Consumer<FetchProgress> {

    private static final int WIDTH = 24;
    private static final int QUARTER = 25;
    private static final String ERASE_LINE = "\r\u001b[K";

    private final Screen err;
    private final AtomicInteger quarters = new AtomicInteger(-1);

    FetchBar(Screen err) {
        this.err = err;
    }

    @Override
    public void accept(FetchProgress progress) {
        if (err.terminal()) {
            draw(progress);
        } else if (quarters.getAndSet(progress.percent() / QUARTER) != progress.percent() / QUARTER) {
            err.line(words(progress));
        }
    }

    private void draw(FetchProgress progress) {
        err.writer().print(ERASE_LINE);
        if (progress.phase() != FetchProgress.Phase.STORED) {
            int full = WIDTH * progress.percent() / 100;
            String bar = err.style().good("█".repeat(full)) + err.style().faint("░".repeat(WIDTH - full));
            err.writer().print(progress.medium() + "  " + bar + "  " + words(progress));
        }
        err.writer().flush();
    }

    private static String words(FetchProgress progress) {
        return switch (progress.phase()) {
            case SUMS -> progress.medium() + ": looking up its digest";
            case WAITING ->
                progress.medium() + ": " + progress.from() + " is fetching it, " + Sizes.words(progress.bytes());
            case FETCHING, STORED ->
                progress.medium() + ": " + Sizes.words(progress.bytes()) + " of "
                        + (progress.phase() == FetchProgress.Phase.STORED ? "" : "about ")
                        + Sizes.words(progress.total().orElse(0));
        };
    }
}
