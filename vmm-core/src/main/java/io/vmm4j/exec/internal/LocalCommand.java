package io.vmm4j.exec.internal;

import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandFate;
import io.vmm4j.exec.ExecError;
import io.vmm4j.exec.Input;
import io.vmm4j.exec.OutputSink;
import io.vmm4j.exec.RootAccess;
import io.vmm4j.exec.Signal;
import io.vmm4j.exec.TransportException;
import io.vmm4j.time.Timeline;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.exec.CommandLine;
import org.apache.commons.exec.DefaultExecutor;
import org.apache.commons.exec.ExecuteException;
import org.apache.commons.exec.ExecuteResultHandler;
import org.apache.commons.exec.environment.EnvironmentUtils;

/** A command that runs on this machine, started by Apache Commons Exec. */
public final class LocalCommand extends ManagedCommand {

    private static final int NOT_FOUND = 127;
    private static final int NOT_EXECUTABLE = 126;
    private static final Charset NATIVE = nativeCharset();

    private final RootAccess rootAccess;
    private final Set<ManagedCommand> running;
    private final LocalStreams streams;
    private final LocalProcess process = new LocalProcess();

    private LocalCommand(Command command, RootAccess rootAccess, OutputSink output, Set<ManagedCommand> running) {
        super(command, "local:", Timeline.system());
        this.rootAccess = rootAccess;
        this.running = running;
        this.streams = new LocalStreams(command.stdin(), output, this::outputRefused, this::inputUnreadable);
    }

    /** Starts a command, which stays in {@code running} until it has ended. */
    public static LocalCommand start(
            Command command, RootAccess rootAccess, OutputSink output, Set<ManagedCommand> running) {
        LocalCommand started = new LocalCommand(command, rootAccess, output, running);
        running.add(started);
        started.launch();
        started.armTimeout();
        return started;
    }

    private void launch() {
        List<String> argv = new ArrayList<>(RemoteScript.prefix(command(), rootAccess));
        argv.addAll(command().argv());
        Optional<Path> program = LocalPrograms.find(argv.get(0));
        if (program.isEmpty()) {
            refuse(NOT_FOUND, argv.get(0) + ": not found");
            return;
        }
        if (!Files.isExecutable(program.get()) || Files.isDirectory(program.get())) {
            refuse(NOT_EXECUTABLE, argv.get(0) + ": cannot execute");
            return;
        }
        Map<String, String> environment = environment();
        argv.set(0, program.get().toString());
        if (!isNative(argv) || !isNative(environment.values())) {
            // A JVM in the C locale would replace such characters; sh(1) makes them from printable ASCII.
            environment.keySet().removeAll(command().environment().keySet());
            argv = List.of("/bin/sh", "-c", new RemoteScript(rootAccess).become(command()));
        }
        execute(argv, environment);
    }

    private Map<String, String> environment() {
        try {
            Map<String, String> environment = new HashMap<>(EnvironmentUtils.getProcEnvironment());
            environment.putAll(command().environment());
            return environment;
        } catch (IOException e) {
            return new HashMap<>(command().environment());
        }
    }

    private void execute(List<String> argv, Map<String, String> environment) {
        DefaultExecutor executor = DefaultExecutor.builder()
                .setExecuteStreamHandler(streams)
                .setThreadFactory(task -> {
                    Thread thread = new Thread(task, "vmm4j-process");
                    thread.setDaemon(true);
                    return thread;
                })
                .get();
        executor.setExitValues(null);
        executor.setProcessDestroyer(process);
        try {
            executor.execute(new ExactCommandLine(argv), environment, new ExecuteResultHandler() {
                @Override
                public void onProcessComplete(int exitValue) {
                    ended(exitValue, Optional.empty());
                }

                @Override
                public void onProcessFailed(ExecuteException e) {
                    launchFailed(e);
                }
            });
        } catch (IOException e) {
            launchFailed(e);
        }
    }

    private void launchFailed(IOException e) {
        process.neverStarted();
        String reason = e.getCause() == null ? Reasons.of(e) : Reasons.of(e.getCause());
        broken(
                reason.contains("Argument list too long")
                        ? new TransportException(
                                problem(ExecError.COMMAND_TOO_LONG)
                                        .with(
                                                "length",
                                                RemoteScript.length(command().toString()))
                                        .with("limit", "the kernel's ARG_MAX"),
                                CommandFate.NOT_RUN,
                                e)
                        : new TransportException(
                                problem(ExecError.COMMAND_NOT_STARTED).with("reason", reason), CommandFate.NOT_RUN, e));
    }

    /** Ends the command as sh(1) would, without starting anything. */
    private void refuse(int status, String complaint) {
        process.neverStarted();
        streams.complain("vmm4j: " + complaint + "\n");
        ended(status, Optional.empty());
    }

    @Override
    public OutputStream stdin() {
        if (!(command().stdin() instanceof Input.Interactive)) {
            throw new IllegalStateException("the input of this command is not interactive: " + command());
        }
        return streams.interactiveInput();
    }

    @Override
    public void signal(Signal signal) {
        process.signal(signal, needsDoasToKill());
    }

    @Override
    protected CommandFate terminate() {
        return process.terminate(needsDoasToKill());
    }

    private boolean needsDoasToKill() {
        return !RemoteScript.prefix(command(), rootAccess).isEmpty();
    }

    @Override
    protected void release() {
        running.remove(this);
        streams.abandon();
    }

    private static boolean isNative(Iterable<String> words) {
        for (String word : words) {
            if (!word.equals(new String(word.getBytes(NATIVE), NATIVE))) {
                return false;
            }
        }
        return true;
    }

    private static Charset nativeCharset() {
        String name = System.getProperty("sun.jnu.encoding", "US-ASCII");
        return Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.US_ASCII;
    }

    /** Commons Exec trims arguments and turns backslashes of the program's name; argv must stay as it is. */
    private static final class ExactCommandLine extends CommandLine {

        private final List<String> argv;

        ExactCommandLine(List<String> argv) {
            super(argv.get(0));
            this.argv = List.copyOf(argv);
        }

        @Override
        public String[] toStrings() {
            return argv.toArray(String[]::new);
        }
    }
}
