package io.vmm4j.exec.internal;

import io.vmm4j.exec.CommandFate;
import io.vmm4j.exec.Signal;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.exec.ProcessDestroyer;

/** The process of a local command with its descendants, as Commons Exec reveals it once it has been launched. */
final class LocalProcess implements ProcessDestroyer {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

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

    /** TERM to all of them, KILL to those that are left. */
    CommandFate terminate(boolean asRoot) {
        List<ProcessHandle> tree = tree();
        if (tree.isEmpty()) {
            return CommandFate.STOPPED;
        }
        send(Signal.TERM, tree, asRoot);
        if (gone(tree, PATIENCE)) {
            return CommandFate.STOPPED;
        }
        // What the processes started meanwhile belongs to them as well.
        List<ProcessHandle> left = Stream.concat(tree.stream(), tree().stream())
                .filter(ProcessHandle::isAlive)
                .distinct()
                .toList();
        send(Signal.KILL, left, asRoot);
        return gone(left, PATIENCE) ? CommandFate.STOPPED : CommandFate.MAY_STILL_RUN;
    }

    /** Sends a signal to all of them; those that are gone by then are passed over. */
    void signal(Signal signal, boolean asRoot) {
        send(signal, tree(), asRoot);
    }

    private List<ProcessHandle> tree() {
        try {
            ProcessHandle root = launched.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            List<ProcessHandle> tree = new ArrayList<>();
            tree.add(root);
            root.descendants().forEach(tree::add);
            return tree;
        } catch (ExecutionException | TimeoutException | java.util.concurrent.CancellationException e) {
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    private static void send(Signal signal, List<ProcessHandle> processes, boolean asRoot) {
        List<ProcessHandle> alive =
                processes.stream().filter(ProcessHandle::isAlive).toList();
        if (alive.isEmpty()) {
            return;
        }
        List<String> argv = new ArrayList<>(asRoot ? List.of("doas", "-n") : List.of());
        argv.addAll(List.of(
                "/bin/sh",
                "-c",
                "kill -" + signal.name() + " "
                        + alive.stream().map(p -> Long.toString(p.pid())).collect(Collectors.joining(" "))));
        try {
            Process kill = new ProcessBuilder(argv)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!kill.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                kill.destroyForcibly();
            }
        } catch (IOException e) {
            alive.forEach(signal == Signal.KILL ? ProcessHandle::destroyForcibly : ProcessHandle::destroy);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean gone(List<ProcessHandle> processes, Duration patience) {
        CompletableFuture<?>[] ends =
                processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(ends).get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            return processes.stream().noneMatch(ProcessHandle::isAlive);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
