package io.vmm4j.testkit.internal.openbsd;

import io.vmm4j.testkit.internal.board.Board;
import io.vmm4j.testkit.internal.board.Fetched;
import io.vmm4j.testkit.internal.board.GuestEnd;
import io.vmm4j.testkit.internal.board.Lease;
import io.vmm4j.testkit.internal.board.Parts;
import io.vmm4j.testkit.internal.board.Parts.BootOrder;
import io.vmm4j.testkit.internal.guest.GuestSpec;
import io.vmm4j.testkit.internal.http.HttpReply;
import io.vmm4j.testkit.internal.io.OpenFile;
import io.vmm4j.testkit.internal.kernel.Machine;
import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.testkit.internal.server.HostKeys;
import io.vmm4j.testkit.internal.vmd.image.DiskContent;
import io.vmm4j.testkit.internal.vmd.image.RawDisk;
import io.vmm4j.testkit.internal.vmd.image.VirtualDisk;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A machine on a table, with two disks as in the transcripts: what is on its screen, and what is typed. */
final class TableBoard implements Board {

    private static final String LLADDR = "52:54:00:12:34:56";

    private final StringBuilder screen = new StringBuilder();
    private final Deque<String> typed = new ArrayDeque<>();
    private final Map<String, HttpReply> pages = new HashMap<>();
    private final Parts parts;
    private final Optional<Lease> lease;
    private Instant now = Instant.parse("2026-11-23T19:00:00Z");
    private boolean hasAddress;
    private boolean connected = true;
    private Duration asleep = Duration.ZERO;
    final List<String> fetched = new ArrayList<>();

    TableBoard(BootOrder order, Optional<DiskContent> cdrom, Optional<Lease> lease) {
        this.parts = new Parts(
                "web1",
                512L << 20,
                Optional.empty(),
                cdrom,
                List.of(disk(214_748_364), disk(8L << 30)),
                List.of(LLADDR),
                order,
                7);
        this.lease = lease;
    }

    static Lease lease(String bootFile) {
        return new Lease(
                "10.0.2.15", 24, Optional.of("10.0.2.2"), List.of("10.0.2.3"), Optional.of("10.0.2.2"), bootFile);
    }

    /** A machine whose network leads nowhere, but for the file of answers, which comes by another way. */
    static TableBoard unconnected() {
        TableBoard board = new TableBoard(BootOrder.DEFAULT, Optional.empty(), Optional.empty());
        board.connected = false;
        return board;
    }

    private static VirtualDisk disk(long size) {
        return new RawDisk(new Sparse(size));
    }

    /** A file that holds what is written to its beginning. */
    private static final class Sparse implements DiskContent {

        private final long size;
        private final byte[] start = new byte[2 << 20];

        private Sparse(long size) {
            this.size = size;
        }

        @Override
        public long size() {
            return size;
        }

        @Override
        public int read(long position, byte[] buffer, int offset, int length) {
            System.arraycopy(start, (int) position, buffer, offset, length);
            return length;
        }

        @Override
        public void write(long position, byte[] buffer, int offset, int length) {
            System.arraycopy(buffer, offset, start, (int) position, length);
        }

        @Override
        public void truncate(long newSize) {
            throw new UnsupportedOperationException();
        }
    }

    TableBoard page(String url, String text) {
        return page(url, HttpReply.ok(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    TableBoard page(String url, HttpReply reply) {
        pages.put(url, reply);
        return this;
    }

    TableBoard types(String... lines) {
        typed.addAll(List.of(lines));
        return this;
    }

    TableBoard located() {
        hasAddress = true;
        return this;
    }

    String screen() {
        return screen.toString();
    }

    Duration time() {
        return asleep;
    }

    @Override
    public Parts parts() {
        return parts;
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public void sleep(Duration time) {
        now = now.plus(time);
        asleep = asleep.plus(time);
    }

    @Override
    public void print(String text) {
        screen.append(text);
    }

    @Override
    public String readLine(Echo echo) {
        if (typed.isEmpty()) {
            throw GuestEnd.gone();
        }
        String line = typed.remove();
        if (echo == Echo.ON) {
            screen.append(line).append('\n');
        }
        return line;
    }

    @Override
    public Optional<String> readLine(Echo echo, Duration patience) {
        return typed.isEmpty() ? Optional.empty() : Optional.of(readLine(echo));
    }

    @Override
    public boolean awaitKey(Duration patience) {
        sleep(patience);
        return false;
    }

    @Override
    public void discardInput() {}

    @Override
    public void useMemory(long bytes) {}

    @Override
    public void onShutdown(Shutdown plan) {}

    @Override
    public Optional<Lease> askForAddress(int card) {
        hasAddress = true;
        return lease;
    }

    @Override
    public void setAddress(int card, String address) {
        hasAddress = true;
    }

    @Override
    public boolean hasAddress() {
        return hasAddress;
    }

    @Override
    public Fetched fetch(String url) {
        fetched.add(url);
        if (!url.startsWith("http://answers/") && !(hasAddress && connected)) {
            return new Fetched.Failure("connect: Can't assign requested address", false);
        }
        if (url.startsWith("https:")) {
            return new Fetched.Failure("connect: Connection refused", false);
        }
        return new Fetched.Answer(pages.getOrDefault(url, HttpReply.of(404, "File not found")));
    }

    @Override
    public Fetched fetchAside(String url) {
        return Optional.ofNullable(pages.get(url))
                .<Fetched>map(Fetched.Answer::new)
                .orElseGet(() -> new Fetched.Failure("no address associated with name", false));
    }

    @Override
    public Machine build(GuestSpec inside) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void serve(Machine inside, HostKeys keys) {}

    @Override
    public OpenFile openLine() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void run(SimProcess process) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean run(SimProcess process, Duration patience) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void end(GuestEnd.How how, String words) {}

    @Override
    public void onPanic(String words) {}

    @Override
    public void serve(GuestSpec inside, long keySeed) {}
}
