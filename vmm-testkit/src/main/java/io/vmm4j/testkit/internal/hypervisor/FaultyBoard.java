package io.vmm4j.testkit.internal.hypervisor;

import io.vmm4j.testkit.GuestFault;
import io.vmm4j.testkit.internal.board.Board;
import io.vmm4j.testkit.internal.board.Fetched;
import io.vmm4j.testkit.internal.board.GuestEnd;
import io.vmm4j.testkit.internal.board.Lease;
import io.vmm4j.testkit.internal.board.Parts;
import io.vmm4j.testkit.internal.guest.GuestSpec;
import io.vmm4j.testkit.internal.io.OpenFile;
import io.vmm4j.testkit.internal.kernel.Machine;
import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.testkit.internal.server.HostKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A board on which something goes wrong some time after its start: the software gets no further than that. */
final class FaultyBoard implements Board {

    private static final String PANIC = """
            panic: kernel diagnostic assertion "uvm_km_valid" failed: file "/usr/src/sys/uvm/uvm_km.c", line 412
            Stopped at      db_enter+0x14:  popq    %rbp
                TID    PID    UID     PRFLAGS     PFLAGS  CPU  COMMAND
            *     0      0      0     0x10000      0x200    0  swapper
            db_enter() at db_enter+0x14
            panic(ffffffff825a1b03) at panic+0xdd
            https://www.openbsd.org/ddb.html describes the minimum info required in bug
            reports.  Insufficient info makes it difficult to find and fix bugs.
            ddb>""";

    private final Board board;
    private final Optional<GuestFault> stop;
    private final boolean login;
    private final boolean halts;
    private String panic = PANIC;
    private final Instant start;

    FaultyBoard(Board board, List<GuestFault> faults) {
        this.board = board;
        this.stop = faults.stream()
                .filter(fault ->
                        fault.kind() != GuestFault.Kind.NO_LOGIN && fault.kind() != GuestFault.Kind.STAYS_HALTED)
                .min((one, other) -> one.after().compareTo(other.after()));
        this.login = faults.stream().noneMatch(fault -> fault.kind() == GuestFault.Kind.NO_LOGIN);
        this.halts = faults.stream().anyMatch(fault -> fault.kind() == GuestFault.Kind.STAYS_HALTED);
        this.start = board.now();
    }

    @Override
    public boolean reachesLogin() {
        return login;
    }

    /** How long until it fails. */
    private Optional<Duration> left() {
        return stop.map(fault -> Duration.between(board.now(), start.plus(fault.after())));
    }

    private boolean failsWithin(Duration time) {
        return left().filter(rest -> rest.compareTo(time) <= 0).isPresent();
    }

    private void fail() {
        if (stop.orElseThrow().kind() == GuestFault.Kind.KERNEL_PANIC) {
            board.print("\n" + panic + " ");
        }
        board.onShutdown(Shutdown.HUNG);
        while (true) {
            board.readLine(Echo.OFF);
        }
    }

    @Override
    public void sleep(Duration time) {
        if (failsWithin(time)) {
            Duration rest = left().orElseThrow();
            board.sleep(rest.isNegative() ? Duration.ZERO : rest);
            fail();
        }
        board.sleep(time);
    }

    @Override
    public String readLine(Echo echo) {
        if (stop.isEmpty()) {
            return board.readLine(echo);
        }
        Duration rest = left().orElseThrow();
        Optional<String> line = board.readLine(echo, rest.isNegative() ? Duration.ZERO : rest);
        if (line.isEmpty()) {
            fail();
        }
        return line.orElseThrow();
    }

    @Override
    public Optional<String> readLine(Echo echo, Duration patience) {
        if (failsWithin(patience)) {
            return Optional.of(readLine(echo));
        }
        return board.readLine(echo, patience);
    }

    @Override
    public boolean awaitKey(Duration patience) {
        return board.awaitKey(patience);
    }

    @Override
    public Parts parts() {
        return board.parts();
    }

    @Override
    public Instant now() {
        return board.now();
    }

    @Override
    public void print(String text) {
        if (failsWithin(Duration.ZERO)) {
            fail();
        }
        board.print(text);
    }

    @Override
    public void discardInput() {
        board.discardInput();
    }

    @Override
    public void useMemory(long bytes) {
        board.useMemory(bytes);
    }

    @Override
    public void onShutdown(Shutdown plan) {
        board.onShutdown(plan);
    }

    @Override
    public Optional<Lease> askForAddress(int card) {
        return board.askForAddress(card);
    }

    @Override
    public void setAddress(int card, String address) {
        board.setAddress(card, address);
    }

    @Override
    public boolean hasAddress() {
        return board.hasAddress();
    }

    @Override
    public Fetched fetch(String url) {
        return board.fetch(url);
    }

    @Override
    public Fetched fetchAside(String url) {
        return board.fetchAside(url);
    }

    @Override
    public Machine build(GuestSpec inside) {
        return board.build(inside);
    }

    @Override
    public void serve(Machine inside, HostKeys keys) {
        board.serve(inside, keys);
    }

    @Override
    public OpenFile openLine() {
        return board.openLine();
    }

    @Override
    public void run(SimProcess process) {
        if (stop.isEmpty()) {
            board.run(process);
        } else if (!run(process, left().orElseThrow())) {
            fail();
        }
    }

    @Override
    public boolean run(SimProcess process, Duration patience) {
        if (!failsWithin(patience)) {
            return board.run(process, patience);
        }
        Duration rest = left().orElseThrow();
        boolean ended = board.run(process, rest.isNegative() ? Duration.ZERO : rest);
        if (!ended) {
            process.machine().shutDown();
            fail();
        }
        return true;
    }

    @Override
    public void end(GuestEnd.How how, String words) {
        board.end(how == GuestEnd.How.OFF && halts ? GuestEnd.How.GONE : how, words);
    }

    @Override
    public void onPanic(String words) {
        panic = words;
    }

    @Override
    public void serve(GuestSpec inside, long keySeed) {
        board.serve(inside, keySeed);
    }
}
