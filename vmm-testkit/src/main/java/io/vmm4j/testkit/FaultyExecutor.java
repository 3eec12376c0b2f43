package io.vmm4j.testkit;

import io.vmm4j.error.Problem;
import io.vmm4j.exec.Batch;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandCancelledException;
import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.exec.CommandFate;
import io.vmm4j.exec.CommandResult;
import io.vmm4j.exec.CommandTimeoutException;
import io.vmm4j.exec.ExecError;
import io.vmm4j.exec.OutputSink;
import io.vmm4j.exec.RunningCommand;
import io.vmm4j.exec.Terminal;
import io.vmm4j.exec.TerminalSize;
import io.vmm4j.exec.TransportException;
import io.vmm4j.exec.Tunnel;
import io.vmm4j.exec.internal.Reasons;
import io.vmm4j.exec.internal.Transcripts;
import io.vmm4j.time.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * An executor whose connection fails at the round trips that a test chooses, and works as the one below it at all others.
 * Deterministic; thread safe.
 *
 * <p>Round trips are counted from 1: a {@link #run}, a {@link #runAll}, a file transfer, a {@link #start} and an
 * {@link #openTerminal} are one each, also one that was spoiled. What is spoiled when it is started is not run, whatever the
 * fault. Tunnels are left alone.
 *
 * <pre>{@code
 * FaultyExecutor faulty = FaultyExecutor.around(host.executor(), host.timeline());
 * faulty.spoil(3, Fault.LOST_AFTER);
 * faulty.spoilNext(command -> command.argv().contains("stop"), Fault.HUNG_BEFORE);
 * }</pre>
 */
public final class FaultyExecutor implements CommandExecutor {

    private static final Duration CONNECTING = Duration.ofSeconds(20);

    private final Connection connection;
    private final Timeline timeline;
    private final List<Plan> plans = new ArrayList<>();
    private final List<CommandResult> lostAnswers = new ArrayList<>();
    private int roundTrips;

    /** One spoiled round trip to come, or all from one on. */
    private record Plan(Predicate<Trip> trip, Fault fault, Recurrence recurrence) {}

    /** Whether a plan is done with once it has been carried out. */
    private enum Recurrence {
        ONCE,
        FOREVER
    }

    private record Trip(int number, List<Command> commands, Duration timeout) {}

    private FaultyExecutor(CommandExecutor below, Timeline timeline) {
        this.connection = new Connection(Objects.requireNonNull(below, "below"));
        this.timeline = Objects.requireNonNull(timeline, "timeline");
    }

    /**
     * An executor that fails nowhere yet.
     *
     * @param below what runs the commands; it stays the caller's to close
     * @param timeline what hangs, hangs on this
     */
    public static FaultyExecutor around(CommandExecutor below, Timeline timeline) {
        return new FaultyExecutor(below, timeline);
    }

    /** Spoils the round trip of this number. */
    public synchronized void spoil(int roundTrip, Fault fault) {
        plans.add(new Plan(trip -> trip.number() == roundTrip, fault, Recurrence.ONCE));
    }

    /** Spoils the round trip of this number and all that follow. */
    public synchronized void spoilFrom(int roundTrip, Fault fault) {
        plans.add(new Plan(trip -> trip.number() >= roundTrip, fault, Recurrence.FOREVER));
    }

    /** Spoils the next round trip with such a command. */
    public synchronized void spoilNext(Predicate<Command> command, Fault fault) {
        plans.add(new Plan(trip -> trip.commands().stream().anyMatch(command), fault, Recurrence.ONCE));
    }

    /** Spoils every round trip with such a command. */
    public synchronized void spoilEvery(Predicate<Command> command, Fault fault) {
        plans.add(new Plan(trip -> trip.commands().stream().anyMatch(command), fault, Recurrence.FOREVER));
    }

    /** Spoils nothing any more. Round trips are still counted. */
    public synchronized void heal() {
        plans.clear();
    }

    /** How many round trips there were so far. */
    public synchronized int roundTrips() {
        return roundTrips;
    }

    /** What the host answered and the caller never got, in order. */
    public synchronized List<CommandResult> lostAnswers() {
        return List.copyOf(lostAnswers);
    }

    private synchronized void lose(List<CommandResult> answers) {
        lostAnswers.addAll(answers);
    }

    private synchronized Optional<Fault> next(Trip trip) {
        Optional<Plan> plan =
                plans.stream().filter(one -> one.trip().test(trip)).findFirst();
        plan.filter(one -> one.recurrence() == Recurrence.ONCE).ifPresent(plans::remove);
        return plan.map(Plan::fault);
    }

    private synchronized Trip trip(List<Command> commands, Duration timeout) {
        roundTrips++;
        return new Trip(roundTrips, commands, timeout);
    }

    @Override
    public String target() {
        return connection.target();
    }

    @Override
    public CommandResult run(Command command) {
        return connection.run(command);
    }

    @Override
    public List<CommandResult> runAll(Batch batch) {
        return connection.runAll(batch);
    }

    @Override
    public RunningCommand start(Command command, OutputSink output) {
        return connection.start(command, output);
    }

    @Override
    public Terminal openTerminal(Command command, TerminalSize size, OutputSink output) {
        return connection.openTerminal(command, size, output);
    }

    @Override
    public Tunnel openTunnel(String host, int port, Duration timeout) {
        return connection.openTunnel(host, port, timeout);
    }

    /** A connection whose round trips are counted and spoiled with those of this one; making it is one itself, without commands. */
    @Override
    public CommandExecutor newConnection() {
        return connection.newConnection();
    }

    /** Does nothing: the executor below is closed by whoever made it. */
    @Override
    public void close() {
        heal();
    }

    private List<CommandResult> make(
            Trip trip, Supplier<List<CommandResult>> whole, Supplier<List<CommandResult>> half) {
        Optional<Fault> fault = next(trip);
        if (fault.isEmpty()) {
            return whole.get();
        }
        switch (fault.get()) {
            case LOST_MIDWAY -> lose(half.get());
            case LOST_AFTER, HUNG_AFTER -> lose(whole.get());
            case REFUSED, LOST_BEFORE, HUNG_BEFORE -> {}
        }
        throw failure(trip, fault.get());
    }

    private TransportException failure(Trip trip, Fault fault) {
        TransportException failure = switch (fault) {
            case REFUSED ->
                new TransportException(
                        problem(ExecError.CONNECTION_FAILED, trip).with("reason", "Connection refused"),
                        CommandFate.NOT_RUN,
                        null);
            case LOST_BEFORE, LOST_MIDWAY, LOST_AFTER ->
                new TransportException(
                        problem(ExecError.CONNECTION_LOST, trip).with("reason", "Connection reset by peer"),
                        CommandFate.MAY_HAVE_RUN,
                        null);
            case HUNG_BEFORE -> timeout(trip, CommandFate.STOPPED, "Nothing of it is left there.");
            case HUNG_AFTER -> timeout(trip, CommandFate.MAY_STILL_RUN, "It may still be running there.");
        };
        for (Command command : trip.commands()) {
            failure.addToTranscript(Transcripts.unfinished(target(), command, new byte[0], new byte[0]));
        }
        return failure;
    }

    private TransportException timeout(Trip trip, CommandFate fate, String remains) {
        try {
            timeline.sleep(trip.timeout());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new CommandCancelledException(problem(ExecError.COMMAND_CANCELLED, trip), fate);
        }
        return new CommandTimeoutException(
                problem(ExecError.COMMAND_TIMEOUT, trip)
                        .with("timeout", Reasons.inWords(trip.timeout()))
                        .with("remains", remains),
                fate);
    }

    private Problem problem(ExecError code, Trip trip) {
        String commands = trip.commands().stream().map(Command::toString).collect(Collectors.joining("; "));
        return Problem.of(code).with("target", target()).with("command", commands);
    }

    /** One connection, of which all share the faults. */
    private final class Connection implements CommandExecutor {

        private final CommandExecutor below;

        Connection(CommandExecutor below) {
            this.below = below;
        }

        @Override
        public String target() {
            return below.target();
        }

        @Override
        public CommandResult run(Command command) {
            Trip trip = trip(List.of(command), command.timeout());
            Supplier<List<CommandResult>> only = () -> List.of(below.run(command));
            return make(trip, only, only).get(0);
        }

        @Override
        public List<CommandResult> runAll(Batch batch) {
            Trip trip = trip(batch.commands(), batch.timeout());
            Command first = batch.commands().get(0);
            return make(trip, () -> below.runAll(batch), () -> List.of(below.run(first)));
        }

        @Override
        public RunningCommand start(Command command, OutputSink output) {
            requireSound(trip(List.of(command), command.timeout()));
            return below.start(command, output);
        }

        @Override
        public Terminal openTerminal(Command command, TerminalSize size, OutputSink output) {
            requireSound(trip(List.of(command), command.timeout()));
            return below.openTerminal(command, size, output);
        }

        @Override
        public Tunnel openTunnel(String host, int port, Duration timeout) {
            return below.openTunnel(host, port, timeout);
        }

        @Override
        public CommandExecutor newConnection() {
            requireSound(trip(List.of(), CONNECTING));
            return new Connection(below.newConnection());
        }

        private void requireSound(Trip trip) {
            next(trip).ifPresent(fault -> {
                throw failure(trip, fault);
            });
        }

        @Override
        public void close() {
            below.close();
        }
    }

    @Override
    public String toString() {
        return "FaultyExecutor[" + connection.below + "]";
    }
}
