package io.vmm4j.testkit.internal.vmd;

import io.vmm4j.testkit.VirtualTimeline;
import io.vmm4j.testkit.Waiting;
import io.vmm4j.testkit.internal.board.Board;
import io.vmm4j.testkit.internal.board.Fetched;
import io.vmm4j.testkit.internal.board.GuestEnd;
import io.vmm4j.testkit.internal.board.Lease;
import io.vmm4j.testkit.internal.board.Parts;
import io.vmm4j.testkit.internal.board.Software;
import io.vmm4j.testkit.internal.guest.GuestSpec;
import io.vmm4j.testkit.internal.net.Inet4;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** What runs in a VM that boots from its media: software on a thread of its own. */
final class BootedGuest implements Guest, Board {

    private static final Duration AT_ONCE = Duration.ofMillis(50);
    private static final Duration TIME_TO_ACKNOWLEDGE = Duration.ofSeconds(3);
    private static final Duration TIME_TO_FINISH = Duration.ofMinutes(2);

    private final VirtualTimeline timeline;
    private final Software software;
    private final Parts parts;
    private final Consoles.Console line;
    private final Listener listener;
    private final GuestCards cards;
    private final GuestClock clock;
    private final GuestTerminal terminal;
    private io.vmm4j.time.Timeline.Scheduled execution = () -> {};
    private Shutdown plan = Shutdown.ABSENT;
    private long memory = 4L << 20;
    private boolean over;

    BootedGuest(
            VirtualTimeline timeline,
            Software software,
            Parts parts,
            Consoles.Console line,
            Listener listener,
            GuestCards cards) {
        this.timeline = timeline;
        this.software = software;
        this.parts = parts;
        this.line = line;
        this.listener = listener;
        this.cards = cards;
        this.clock = new GuestClock(timeline);
        this.terminal = new GuestTerminal(line);
    }

    @Override
    public void powerOn() {
        line.connect(terminal);
        timeline.start(this::run);
    }

    private void run() {
        try {
            software.run(this);
            await(() -> false);
        } catch (GuestEnd end) {
            timeline.locked(() -> {
                if (end.how() != GuestEnd.How.GONE) {
                    end(end.how() == GuestEnd.How.REBOOT ? End.REBOOT : End.OFF);
                }
            });
        }
    }

    private void await(BooleanSupplier condition) {
        try {
            timeline.await(
                    () -> over || condition.getAsBoolean(), Waiting.unlimited().inBackground());
        } catch (InterruptedException e) {
            throw GuestEnd.gone();
        }
        if (timeline.look(() -> over)) {
            throw GuestEnd.gone();
        }
    }

    /** Does something for the software, unless the VM is gone. */
    private <T> T here(Supplier<T> action) {
        Optional<T> result = timeline.lockedGet(() -> over ? Optional.empty() : Optional.of(action.get()));
        return result.orElseThrow(GuestEnd::gone);
    }

    private void here(Runnable action) {
        here(() -> {
            action.run();
            return true;
        });
    }

    @Override
    public Parts parts() {
        return parts;
    }

    @Override
    public Instant now() {
        return timeline.now();
    }

    @Override
    public void sleep(Duration time) {
        boolean[] passed = {false};
        here(() -> clock.plan(time, () -> passed[0] = true));
        await(() -> passed[0]);
    }

    @Override
    public void print(String text) {
        here(() -> line.write(text.replace("\n", "\r\n")));
    }

    @Override
    public void discardInput() {
        here(terminal::discard);
    }

    @Override
    public String readLine(Echo echo) {
        here(() -> terminal.listen(echo));
        await(terminal::hasLine);
        return here(terminal::takeLine);
    }

    @Override
    public Optional<String> readLine(Echo echo, Duration patience) {
        boolean[] passed = {false};
        here(() -> {
            terminal.listen(echo);
            clock.plan(patience, () -> passed[0] = true);
        });
        await(() -> passed[0] || terminal.hasLine());
        return here(() -> terminal.hasLine() ? Optional.of(terminal.takeLine()) : Optional.<String>empty());
    }

    @Override
    public boolean awaitKey(Duration patience) {
        boolean[] passed = {false};
        here(() -> {
            terminal.listen(Echo.ON);
            clock.plan(patience, () -> passed[0] = true);
        });
        await(() -> passed[0] || terminal.hasKey());
        return timeline.look(terminal::hasKey);
    }

    @Override
    public void useMemory(long bytes) {
        here(() -> {
            memory = bytes;
        });
    }

    @Override
    public void onShutdown(Shutdown shutdown) {
        here(() -> {
            plan = shutdown;
        });
    }

    @Override
    public Optional<Lease> askForAddress(int card) {
        return here(() -> cards.ask(card));
    }

    @Override
    public void setAddress(int card, String address) {
        OptionalInt bits = Inet4.parse(address);
        here(() -> cards.set(card, bits));
    }

    @Override
    public boolean hasAddress() {
        return here(cards::hasAddress);
    }

    @Override
    public Fetched fetch(String url) {
        Fetched fetched = here(() -> cards.fetch(url));
        if (fetched instanceof Fetched.Failure failure && failure.late()) {
            sleep(Duration.ofSeconds(75));
        }
        return fetched;
    }

    @Override
    public Fetched fetchAside(String url) {
        return here(() -> cards.fetch(url));
    }

    @Override
    public void serve(GuestSpec inside, long keySeed) {
        here(() -> cards.serve(inside, keySeed));
    }

    @Override
    public void requestShutdown() {
        switch (plan.answer()) {
            case ABSENT -> executeIn(AT_ONCE);
            case HUNG -> executeIn(TIME_TO_ACKNOWLEDGE);
            case SHUTS_DOWN -> {
                clock.plan(plan.time(), this::shutDown);
                executeIn(TIME_TO_FINISH);
            }
        }
    }

    @Override
    public void shutDownFromInside() {
        if (!over) {
            clock.plan(plan.time(), this::shutDown);
        }
    }

    private void shutDown() {
        line.write(plan.words().replace("\n", "\r\n"));
        end(End.OFF);
    }

    private void executeIn(Duration delay) {
        execution.cancel();
        execution = timeline.schedule(delay, () -> end(End.OFF));
    }

    @Override
    public void kill() {
        executeIn(AT_ONCE);
    }

    @Override
    public boolean isGhost() {
        return false;
    }

    @Override
    public boolean canPause() {
        return plan.answer() != Shutdown.Answer.HUNG;
    }

    @Override
    public void pause() {
        clock.halt();
        listener.isSilent();
    }

    @Override
    public void unpause() {
        clock.resume();
        listener.answers();
    }

    @Override
    public void discard() {
        over = true;
        halt();
    }

    private void end(End end) {
        if (!over) {
            over = true;
            halt();
            listener.ended(end);
        }
    }

    private void halt() {
        clock.stop();
        execution.cancel();
        listener.isSilent();
    }

    @Override
    public boolean isOnNetwork() {
        return false;
    }

    @Override
    public OptionalInt ownAddress() {
        return OptionalInt.empty();
    }

    @Override
    public long usedMemory() {
        return Math.min(parts.memory(), memory);
    }
}
