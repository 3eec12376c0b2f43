package io.vmm4j.install.internal;

import io.vmm4j.exec.OutputSink;
import io.vmm4j.exec.Secret;
import io.vmm4j.install.ConsoleMatch;
import io.vmm4j.install.ConsoleTranscript;
import io.vmm4j.install.ConsoleWatch;
import io.vmm4j.install.Expectation;
import io.vmm4j.time.Bell;
import io.vmm4j.time.Deadline;
import io.vmm4j.time.Timeline;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/** Takes what a guest writes, on the transport's thread, and lets one other thread wait for what it is after. */
public final class Reading implements OutputSink {

    private static final int KEPT = 1024 * 1024;
    private static final int MOST_COMPLAINT = 4000;

    private final Kept kept = new Kept(KEPT);
    private final Unread unread = new Unread(KEPT);
    private final Watches watches = new Watches(kept::masked);
    private final AtomicReference<String> complaint = new AtomicReference<>("");
    private final Bell bell;
    private final Timeline timeline;

    /** A reading whose waits take their time from here. */
    public Reading(Timeline timeline) {
        this.timeline = timeline;
        this.bell = timeline.newBell();
    }

    @Override
    public void stdout(byte[] buffer, int offset, int length) {
        kept.add(buffer, offset, length);
        watches.take(buffer, offset, length);
        unread.add(buffer, offset, length);
        bell.ring();
    }

    @Override
    public void stderr(byte[] buffer, int offset, int length) {
        String more = new String(buffer, offset, length, StandardCharsets.UTF_8);
        complaint.updateAndGet(said -> said.length() < MOST_COMPLAINT ? said + more : said);
    }

    /** There may be an end to be seen. */
    public void wake() {
        bell.ring();
    }

    /** What was said on standard error. */
    public String complaint() {
        return complaint.get();
    }

    /**
     * Waits for the first of some expectations.
     *
     * @param over whether nothing more will come
     * @return what was seen; empty if it is over, or the time is
     * @throws InterruptedException if the thread is interrupted
     */
    public Optional<ConsoleMatch> await(List<Expectation> alternatives, Deadline deadline, BooleanSupplier over)
            throws InterruptedException {
        Unread.Cursor cursor = unread.begin(from -> new Scan(alternatives, from, kept::masked));
        while (true) {
            boolean last = over.getAsBoolean() || deadline.expired();
            Optional<ConsoleMatch> match = unread.scan(cursor);
            if (match.isPresent() || last) {
                return match;
            }
            bell.await(deadline.remaining());
        }
    }

    /**
     * Passes over what comes until nothing has come for a while.
     *
     * @throws InterruptedException if the thread is interrupted
     */
    public void settle(Duration quiet, Deadline deadline, BooleanSupplier over) throws InterruptedException {
        do {
            unread.skip();
        } while (bell.await(deadline.remainingUpTo(quiet)) && !deadline.expired() && !over.getAsBoolean());
        unread.skip();
    }

    /** Everything that waits for an expectation is passed over. */
    public void skip() {
        unread.skip();
    }

    /** A new connection begins: what nobody has read is gone. */
    public void restart() {
        byte[] mark =
                "\r\n[connected anew; what was written meanwhile is lost]\r\n".getBytes(StandardCharsets.US_ASCII);
        kept.add(mark, 0, mark.length);
        complaint.set("");
        watches.restart();
        unread.clear();
    }

    /** From now on this is masked. */
    public void hide(Secret secret) {
        kept.hide(secret);
    }

    /** Forgets the secrets. */
    public void wipe() {
        kept.wipe();
    }

    /** Adds somebody who follows. */
    public void add(ConsoleWatch watch) {
        watches.add(watch);
    }

    /** Takes him out. */
    public void remove(ConsoleWatch watch) {
        watches.remove(watch);
    }

    /** What was written. */
    public ConsoleTranscript transcript() {
        return kept.transcript();
    }

    /** Where its waits take their time from. */
    public Timeline timeline() {
        return timeline;
    }
}
