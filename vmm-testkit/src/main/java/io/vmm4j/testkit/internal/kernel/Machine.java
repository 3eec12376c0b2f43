package io.vmm4j.testkit.internal.kernel;

import io.vmm4j.testkit.VirtualTimeline;
import io.vmm4j.testkit.Waiting;
import io.vmm4j.testkit.internal.fs.FileTree;
import io.vmm4j.testkit.internal.fs.Files;
import io.vmm4j.testkit.internal.fs.Volume;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/** The simulated machine: what its programs share. Thread safe. */
public final class Machine implements AutoCloseable {

    private final VirtualTimeline timeline;
    private final Random random;
    private final Accounts accounts = new Accounts();
    private final FileTree fileTree;
    private final Programs programs = new Programs();
    private final ProcessTable processes;
    private final Sysctls sysctls = new Sysctls();
    private final Uname uname;
    private volatile String hostname;
    private final Queue<Runnable> endings = new ConcurrentLinkedQueue<>();
    private final Queue<Runnable> losses = new ConcurrentLinkedQueue<>();
    private final Queue<Runnable> beginnings = new ConcurrentLinkedQueue<>();
    private volatile boolean closed;
    private final Map<Class<?>, Object> parts = new ConcurrentHashMap<>();

    /**
     * A machine without accounts and with an empty disk; the first account it needs is root's.
     *
     * @param timeline the time it lives on
     * @param seed what everything random about it comes from
     * @param rootVolume what is mounted at {@code /}
     * @param uname which system it is
     * @param hostname its name
     */
    public Machine(VirtualTimeline timeline, long seed, Volume rootVolume, Uname uname, String hostname) {
        this.timeline = timeline;
        this.uname = uname;
        this.hostname = hostname;
        this.random = new Random(seed);
        this.fileTree = new FileTree(timeline::now, rootVolume);
        this.processes = new ProcessTable(this, new Random(random.nextLong()));
    }

    /** The machine's time. */
    public VirtualTimeline timeline() {
        return timeline;
    }

    /** Everything random about the machine: addresses, names, numbers. */
    public Random random() {
        return random;
    }

    /** Which system it is. */
    public Uname uname() {
        return uname;
    }

    /** Its name. */
    public String hostname() {
        return hostname;
    }

    /** sethostname(3). */
    public void setHostname(String name) {
        hostname = name;
    }

    /** Its kernel's state by name. */
    public Sysctls sysctls() {
        return sysctls;
    }

    /** Its users and groups. */
    public Accounts accounts() {
        return accounts;
    }

    /** Its files. */
    public FileTree fileTree() {
        return fileTree;
    }

    /** Its files, as root may use them. */
    public Files files() {
        return fileTree.as(accounts.root());
    }

    /** Its programs. */
    public Programs programs() {
        return programs;
    }

    /** Its processes. */
    public ProcessTable processes() {
        return processes;
    }

    /** Ends all processes, whatever they do. */
    public void shutDown() {
        processes.killAll();
    }

    /** Has something done each time the machine goes down to come up again: what was in memory only is forgotten. */
    public void whenDown(Runnable task) {
        losses.add(task);
    }

    /** Has something done each time the machine comes up again, before anything runs on it. */
    public void whenUp(Runnable task) {
        beginnings.add(task);
    }

    /**
     * Goes down at once: what was in memory only is forgotten, and all processes end. Files stay.
     *
     * @throws InterruptedException if the thread is or becomes interrupted
     */
    public void goDown() throws InterruptedException {
        losses.forEach(Runnable::run);
        shutDown();
        timeline.await(processes::allEnded, Waiting.unlimited());
    }

    /** Comes up again, with nothing running yet. */
    public void comeUp() {
        beginnings.forEach(Runnable::run);
    }

    /** Has something done when the machine is closed, or at once if it is. */
    public void whenClosed(Runnable task) {
        endings.add(task);
        if (closed) {
            runEndings();
        }
    }

    /** Ends all processes, and everything that belongs to the machine. */
    @Override
    public void close() {
        closed = true;
        shutDown();
        runEndings();
    }

    private void runEndings() {
        for (Runnable task = endings.poll(); task != null; task = endings.poll()) {
            task.run();
        }
    }

    /**
     * A part of the machine that programs share and this class knows nothing of, such as a daemon's state. Made when it is first
     * asked for.
     */
    public <T> T part(Class<T> type, Function<Machine, ? extends T> maker) {
        Object part = parts.get(type);
        if (part == null) {
            T made = maker.apply(this);
            Object earlier = parts.putIfAbsent(type, made);
            part = earlier == null ? made : earlier;
        }
        return type.cast(part);
    }
}
