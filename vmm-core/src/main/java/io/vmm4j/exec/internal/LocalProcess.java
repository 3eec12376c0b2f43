package io.vmm4j.exec.internal;

import io.vmm4j.exec.CommandFate;
import io.vmm4j.exec.Signal;
import io.vmm4j.time.Deadline;
import io.vmm4j.time.Timeline;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.commons.exec.ProcessDestroyer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The process of a local command with its descendants, as Commons Exec reveals it once it has been launched. */
final class LocalProcess implements ProcessDestroyer {

    private static final Logger LOG = LoggerFactory.getLogger(LocalProcess.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration GLANCE = Duration.ofMillis(10);

    private final CompletableFuture<ProcessHandle> launched = new CompletableFuture<>();

    @Override
    public boolean add(Process process) {
        return launched.complete(process.toHandle());
    }

    @Override
    public boolean remove(Process process) {
        return true;
    }

    @Override
    public int size() {
        return launched.isDone() ? 1 : 0;
    }

    /** No process will come. */
    void neverStarted() {
        launched.cancel(false);
    }

    /**
     * TERM to all of them, KILL to those that are left. They are stopped (SIGSTOP) first, so that none of them can start
     * another one that is overlooked.
     */
    CommandFate terminate(boolean asRoot) {
        Set<ProcessHandle> frozen = new LinkedHashSet<>();
        for (List<ProcessHandle> found = tree(); frozen.addAll(found); found = tree()) {
            kill("STOP", found, asRoot);
        }
        if (frozen.isEmpty()) {
            return CommandFate.STOPPED;
        }
        kill("TERM", frozen, asRoot);
        kill("CONT", frozen, asRoot);
        if (gone(frozen, PATIENCE)) {
            return CommandFate.STOPPED;
        }
        frozen.addAll(tree());
        kill("KILL", frozen, asRoot);
        return gone(frozen, PATIENCE) ? CommandFate.STOPPED : CommandFate.MAY_STILL_RUN;
    }

    /** Sends a signal to all of them; those that are gone by then are passed over. */
    void signal(Signal signal, boolean asRoot) {
        kill(signal.name(), tree(), asRoot);
    }

    private List<ProcessHandle> tree() {
        try {
            ProcessHandle root = launched.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            List<ProcessHandle> tree = new ArrayList<>();
            tree.add(root);
            root.descendants().forEach(tree::add);
            return tree;
        } catch (ExecutionException | TimeoutException | CancellationException e) {
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    private static void kill(String signal, Collection<ProcessHandle> processes, boolean asRoot) {
        List<String> argv = new ArrayList<>(asRoot ? List.of("doas", "-n") : List.of());
        argv.addAll(List.of("/bin/sh", "-c", "kill -" + signal + " \"$@\"", "sh"));
        int words = argv.size();
        processes.stream().filter(ProcessHandle::isAlive).forEach(process -> argv.add(Long.toString(process.pid())));
        if (argv.size() == words) {
            return;
        }
        try {
            Process kill = new ProcessBuilder(argv)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!kill.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                kill.destroyForcibly();
            }
        } catch (IOException e) {
            LOG.warn("Could not send SIG{} to {}", signal, processes, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** {@code ProcessHandle.onExit} looks at other processes' children only now and then; this looks often. */
    private static boolean gone(Collection<ProcessHandle> processes, Duration patience) {
        Deadline deadline = Timeline.system().deadlineIn(patience);
        try {
            while (processes.stream().anyMatch(ProcessHandle::isAlive)) {
                if (deadline.expired()) {
                    return false;
                }
                Timeline.system().sleep(GLANCE);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
