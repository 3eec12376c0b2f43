package io.vmm4j.testkit.internal.kernel;

import io.vmm4j.testkit.Waiting;
import io.vmm4j.testkit.internal.fs.Caller;
import io.vmm4j.testkit.internal.fs.Files;
import io.vmm4j.testkit.internal.io.OpenFile;
import io.vmm4j.testkit.internal.io.Patience;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A process: what a program sees of itself while it runs, and the system calls it makes. It runs on a thread of its own. Unless
 * said otherwise its methods are for that thread; others send it signals through the {@link ProcessTable}.
 */
public final class SimProcess implements Caller {

    private static final Logger LOG = LoggerFactory.getLogger(SimProcess.class);

    private final Machine machine;
    private final int pid;
    private final Session session;
    private final Descriptors descriptors;
    private final Signals signals;
    private final StandardStreams streams = new StandardStreams(this);
    private final Files files;
    private final Sleeper sleeper;
    private volatile int parent;
    private volatile int group;
    private volatile Account account;
    private volatile List<String> argv;
    private Map<String, String> environment;
    private String workingDirectory;
    private int umask;
    private Program program;
    private Runnable atEnd = () -> {};
    private @Nullable Ending ending;

    SimProcess(
            Machine machine,
            int pid,
            int parent,
            int group,
            Session session,
            Account account,
            Descriptors descriptors,
            Signals signals,
            Map<String, String> environment,
            String workingDirectory,
            int umask,
            List<String> argv,
            Program program) {
        this.machine = machine;
        this.pid = pid;
        this.parent = parent;
        this.group = group;
        this.session = session;
        this.account = account;
        this.descriptors = descriptors;
        this.signals = signals;
        this.environment = new LinkedHashMap<>(environment);
        this.workingDirectory = workingDirectory;
        this.umask = umask;
        this.argv = List.copyOf(argv);
        this.program = program;
        this.files = machine.fileTree().as(this);
        this.sleeper = new Sleeper(machine.timeline(), signals);
    }

    /** argv, the program's name as typed first. Any thread may ask. */
    public List<String> argv() {
        return argv;
    }

    /** argv without its first element. */
    public List<String> arguments() {
        return argv.subList(Math.min(1, argv.size()), argv.size());
    }

    /** The program's name as its messages give it: argv[0] without directories. */
    public String name() {
        String typed = argv.isEmpty() ? "" : argv.get(0);
        return typed.substring(typed.lastIndexOf('/') + 1);
    }

    /** The process id. Any thread may ask. */
    public int pid() {
        return pid;
    }

    /** The parent's process id; 1 when it is gone. Any thread may ask. */
    public int parentId() {
        return parent;
    }

    /** The process group. Any thread may ask. */
    public int group() {
        return group;
    }

    /** The session it belongs to. */
    public Session session() {
        return session;
    }

    /** As whom it runs. Any thread may ask. */
    @Override
    public Account account() {
        return account;
    }

    /** setuid(2), for programs that may. */
    public void become(Account other) {
        account = other;
    }

    /** The environment; the map may be changed and is the process's own. */
    public Map<String, String> environment() {
        return environment;
    }

    /** The working directory, absolute. */
    @Override
    public String workingDirectory() {
        return workingDirectory;
    }

    /** chdir(2) to a path that {@link Files#realPath} or the shell has made absolute. */
    public void changeDirectory(String absolute) {
        workingDirectory = absolute;
    }

    @Override
    public int umask() {
        return umask;
    }

    /** umask(2). */
    public void setUmask(int mask) {
        umask = mask & 0777;
    }

    /** Its open descriptors. */
    public Descriptors descriptors() {
        return descriptors;
    }

    @Override
    public OpenFile duplicate(int descriptor) throws SystemError {
        return descriptors.at(descriptor).share();
    }

    @Override
    public OpenFile controllingTerminal() throws SystemError {
        return session.openTerminal();
    }

    /** What signals do to it. */
    public Signals signals() {
        return signals;
    }

    /** The files, as this process may use them. */
    public Files files() {
        return files;
    }

    /** The machine it runs on. */
    public Machine machine() {
        return machine;
    }

    /** Where it reads. */
    public InputStream stdin() {
        return streams.input(0);
    }

    /** Where it prints; what was {@linkplain #print printed} goes out first. */
    public OutputStream stdout() {
        return streams.output(1);
    }

    /** Where it complains. */
    public OutputStream stderr() {
        return streams.output(2);
    }

    /** Whether standard input is a terminal. */
    public boolean hasTerminal() {
        return isTerminal(0);
    }

    /** isatty(3). */
    public boolean isTerminal(int descriptor) {
        return descriptors.terminal(descriptor).isPresent();
    }

    /** Prints bytes (one per character) to standard output; they are collected unless it is a terminal, as by stdio(3). */
    public void print(String text) throws IOException {
        streams.print(text);
    }

    /** Prints bytes to standard output. */
    public void print(byte[] bytes, int offset, int length) throws IOException {
        streams.print(bytes, offset, length);
    }

    /** fflush(3) of standard output. */
    public void flush() throws IOException {
        streams.flush();
    }

    /** Prints bytes (one per character) to standard error. */
    public void complain(String text) throws IOException {
        streams.complain(text);
    }

    /** warn(3) without an error's text: {@code name: text} and a newline on standard error. */
    public void warn(String text) throws IOException {
        complain(name() + ": " + text + "\n");
    }

    /** warn(3): {@code name: subject: reason}. */
    public void warn(String subject, SystemError reason) throws IOException {
        warn(subject + ": " + reason.errno().text());
    }

    /** read(2). */
    public int read(int descriptor, byte[] buffer, int offset, int length) throws IOException {
        checkSignals();
        return descriptors.at(descriptor).read(sleeper, buffer, offset, length);
    }

    /** write(2), all of it. */
    public void write(int descriptor, byte[] buffer, int offset, int length) throws IOException {
        checkSignals();
        try {
            descriptors.at(descriptor).write(sleeper, buffer, offset, length);
        } catch (SystemError e) {
            if (e.errno() == Errno.EPIPE && signals.get(Sig.PIPE) == Signals.Disposition.DEFAULT) {
                throw new Killed(Sig.PIPE);
            }
            throw e;
        }
    }

    /** How it waits in system calls. */
    public Patience patience() {
        return sleeper;
    }

    /**
     * Ends here if a signal says so, and stands still while the process is stopped. System calls do it; so should a loop that makes
     * none.
     *
     * @throws Killed if a signal ended the process
     */
    public void checkSignals() {
        sleeper.checkSignals();
    }

    /**
     * Waits on the machine's timeline until a condition holds.
     *
     * @param condition looked at whenever something happened, with the timeline's lock held; must not block
     * @return false if the time passed first
     * @throws Killed if a signal ends the process meanwhile
     */
    public boolean await(BooleanSupplier condition, Duration timeout) {
        return sleeper.await(condition, Waiting.upTo(timeout).movingTimeIf(session::isAttended));
    }

    /** Waits until a condition holds, however long that takes. */
    public void await(BooleanSupplier condition) {
        sleeper.await(condition, Waiting.unlimited().movingTimeIf(session::isAttended));
    }

    /** Waits until a signal ends the process; for a program that hangs. */
    public Killed hang() {
        await(() -> false);
        throw new IllegalStateException("an endless wait ended");
    }

    /** Waits until a condition holds, a caught signal has come, or a time has passed. */
    public boolean awaitInterruptibly(BooleanSupplier condition, Duration timeout) {
        return await(() -> condition.getAsBoolean() || signals.hasCaught(), timeout);
    }

    /** fork(2): a child with copies of all this has, to be changed before it is {@linkplain #start started}. */
    public SimProcess fork(List<String> childArgv, Program childProgram) {
        checkSignals();
        return machine.processes()
                .add(childPid -> new SimProcess(
                        machine,
                        childPid,
                        pid,
                        group,
                        session,
                        account,
                        descriptors.inherited(),
                        signals.inherited(),
                        environment,
                        workingDirectory,
                        umask,
                        childArgv,
                        childProgram));
    }

    /**
     * kill(2): positive for a process, negative for a group; no signal only asks whether it could be sent.
     *
     * @throws SystemError as {@link ProcessTable#kill}
     */
    public void kill(int target, Optional<Sig> sig) throws SystemError {
        machine.processes().kill(account, target, sig);
        checkSignals();
    }

    /** setpgid(2) to a group of its own. */
    public void leadGroup() {
        group = pid;
    }

    /** setpgid(2) to a group that somebody else leads. */
    public void joinGroup(int leader) {
        group = leader;
    }

    /** Starts running. Called once, by whoever made the process. */
    public void start() {
        machine.timeline().start(this::live);
    }

    /**
     * execve(2): becomes another program, which ends the process.
     *
     * @return never; written as a value to be thrown
     */
    public Exited exec(Image image, List<String> typed, Map<String, String> newEnvironment) throws IOException {
        checkSignals();
        Image.checkSize(typed, newEnvironment);
        flush();
        descriptors.closeRetained();
        signals.resetCaught();
        environment = new LinkedHashMap<>(newEnvironment);
        program = image.program();
        machine.timeline().locked(() -> argv = List.copyOf(image.argv(typed)));
        int status = program.run(this);
        flush();
        throw new Exited(status);
    }

    private void live() {
        Ending end = Ending.by(Sig.ABRT);
        try {
            end = run();
        } finally {
            descriptors.closeAll();
            Ending own = end;
            Sig fatal = machine.timeline().look(signals::fatal);
            machine.processes().ended(this, fatal == null ? own : Ending.by(fatal));
        }
    }

    private Ending run() {
        try {
            checkSignals();
            int status = program.run(this);
            flush();
            return Ending.exit(status);
        } catch (Exited e) {
            return Ending.exit(e.status());
        } catch (Killed e) {
            return Ending.by(e.signal());
        } catch (SystemError e) {
            return failed(e);
        } catch (IOException e) {
            return Ending.by(Sig.PIPE);
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error("The simulator failed while running {}", argv, e);
            return faulted(e);
        }
    }

    private Ending failed(SystemError e) {
        if (e.errno() == Errno.EPIPE) {
            return Ending.by(Sig.PIPE);
        }
        streams.forget();
        return complainAtEnd(name() + ": " + e.errno().text() + "\n", 1);
    }

    private Ending faulted(Throwable e) {
        streams.forget();
        return complainAtEnd("simulator fault in " + name() + ": " + e + "\n", 255);
    }

    private Ending complainAtEnd(String text, int status) {
        try {
            complain(text);
            return Ending.exit(status);
        } catch (Killed e) {
            return Ending.by(e.signal());
        } catch (IOException e) {
            return Ending.exit(status);
        }
    }

    /** How it ended, once it has. To be asked with the timeline's lock held. */
    public Optional<Ending> ending() {
        return Optional.ofNullable(ending);
    }

    /** What is done when it has ended, with the timeline's lock held; set before it starts. */
    public void whenEnded(Runnable action) {
        atEnd = action;
    }

    void setParent(int id) {
        parent = id;
    }

    void setEnding(Ending end) {
        ending = end;
        atEnd.run();
    }

    /** waitpid(2) for one child, whatever signals are caught meanwhile. */
    public Ending waitFor(SimProcess child) {
        sleeper.await(() -> child.ending != null, Waiting.unlimited().inBackground());
        return machine.processes().reap(child);
    }

    /** waitpid(2) for one child; empty if a caught signal came first. */
    public Optional<Ending> waitInterruptibly(SimProcess child) {
        sleeper.await(
                () -> child.ending != null || signals.hasCaught(),
                Waiting.unlimited().inBackground());
        return machine.timeline()
                .look(child::ending)
                .map(end -> machine.processes().reap(child));
    }

    @Override
    public String toString() {
        return "SimProcess[" + pid + " " + String.join(" ", argv) + "]";
    }
}
