package io.vmm4j.vmctl;

import io.vmm4j.DiskSpec;
import io.vmm4j.HostPath;
import io.vmm4j.VmRef;
import io.vmm4j.exec.Answer;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.Effect;
import io.vmm4j.exec.Privilege;
import io.vmm4j.exec.Query;
import io.vmm4j.vmctl.StopReply.Outcome;
import io.vmm4j.vmctl.internal.Asked;
import io.vmm4j.vmctl.internal.Confirmations;
import io.vmm4j.vmctl.internal.ConsoleEnd;
import io.vmm4j.vmctl.internal.OptionsReader;
import io.vmm4j.vmctl.internal.StatusReader;
import io.vmm4j.vmctl.internal.StopAllReader;
import io.vmm4j.vmctl.internal.VmctlReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The subcommands of vmctl(8) as queries. Immutable; nothing runs until a query is asked.
 *
 * <p>The program is called by its bare name: rules of doas.conf(5) compare names as they were typed. What an answer means is
 * told by {@link VmctlException}; a connection that broke, or a timeout, by {@link io.vmm4j.exec.TransportException}.
 *
 * @param privilege as whom vmctl runs
 * @param timeout how long the subcommands may take that vmd(8) answers at once
 */
public record Vmctl(Privilege privilege, Duration timeout) {

    /** What vmd(8) needs for an answer, with much to spare. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

    /** The longest that a graceful stop can take: 3 seconds to be heard, 120 to shut down, and some to end. */
    public static final Duration GRACEFUL_STOP_TIMEOUT = Duration.ofSeconds(130);

    private static final String PROGRAM = "vmctl";

    public Vmctl {
        Objects.requireNonNull(privilege, "privilege");
        Objects.requireNonNull(timeout, "timeout");
    }

    /** As the user that the executor works as, within {@link #DEFAULT_TIMEOUT}. */
    public static Vmctl asUser() {
        return new Vmctl(Privilege.USER, DEFAULT_TIMEOUT);
    }

    /** As root, within {@link #DEFAULT_TIMEOUT}. */
    public static Vmctl asRoot() {
        return new Vmctl(Privilege.ROOT, DEFAULT_TIMEOUT);
    }

    /** The same with another timeout. */
    public Vmctl withTimeout(Duration other) {
        return new Vmctl(privilege, other);
    }

    /**
     * Makes a disk image. vmd(8) is not needed. A failed copy may leave a partial file, as the failure's hint then says.
     *
     * @param disk what to make
     * @param limit how long it may take: a blank image takes no time, a copy as long as its content takes to be copied
     */
    public Query<CreatedDisk> create(DiskSpec.New disk, Duration limit) {
        List<String> arguments = new ArrayList<>();
        if (disk instanceof DiskSpec.Blank blank) {
            arguments.addAll(List.of("-s", blank.size().toString()));
        } else if (disk instanceof DiskSpec.Copy copy) {
            arguments.addAll(List.of("-i", copy.source().toString()));
            copy.size().ifPresent(size -> arguments.addAll(List.of("-s", size.toString())));
        } else if (disk instanceof DiskSpec.Derived derived) {
            // No format in front: -b would take it for a part of the path.
            arguments.addAll(List.of("-b", derived.base().value()));
        } else {
            throw new IllegalStateException("vmctl(8) has no way to make " + disk);
        }
        arguments.add(disk.image().toString());
        Command command = command(Effect.ONE_SHOT, "create", arguments).withTimeout(limit);
        return new Query<>(command, Confirmations.created(disk));
    }

    /**
     * Starts a VM. Success means that vmd(8) made its process, not that the guest lives: look at its status a second later.
     * Its tap(4) devices, too, are configured a moment after this returns.
     */
    public Query<StartedVm> start(StartRequest request) {
        return new Query<>(
                command(Effect.ONE_SHOT, "start", request.arguments()), Confirmations.started(request, privilege));
    }

    /**
     * Starts a VM and stays connected to its console; for {@link io.vmm4j.exec.CommandExecutor#openTerminal}. Nothing of what
     * the guest prints is lost. {@link #requireConsoleEnded} reads how it ended.
     *
     * @param limit how long the console may stay open
     */
    public Command startOnConsole(StartRequest request, Duration limit) {
        List<String> arguments = new ArrayList<>(List.of("-c"));
        arguments.addAll(request.arguments());
        return command(Effect.ONE_SHOT, "start", arguments).withTimeout(limit);
    }

    /** All VMs that vmd(8) knows. */
    public Query<StatusTable> status() {
        return new Query<>(command(Effect.READ, "status", List.of()), new StatusReader());
    }

    /** The same; empty if vmd(8) does not run, and so no VM does. */
    public Query<Optional<StatusTable>> statusIfRunning() {
        Query<StatusTable> status = status();
        return new Query<>(status.command(), answer -> {
            try {
                return Optional.of(status.reader().read(answer));
            } catch (VmctlException e) {
                if (e.failure().meansThatVmdIsDown()) {
                    return Optional.empty();
                }
                throw e;
            }
        });
    }

    /**
     * One VM, or an empty table if there is none such. Older releases tell the state of each CPU in it.
     *
     * <p>{@link #status()} and {@link StatusTable#find} cost the same and tell more.
     */
    public Query<StatusTable> status(VmRef vm) {
        return new Query<>(command(Effect.READ, "status", List.of(vm.operand())), new StatusReader());
    }

    /** Asks a VM to stop, and returns before it has. {@link StopMethod#FORCE} is answered as {@code REQUESTED} too. */
    public Query<StopReply> stop(VmRef vm, StopMethod method) {
        return new Query<>(
                stop(method.options(), vm.operand()), Confirmations.stopped(vm, EnumSet.allOf(Outcome.class)));
    }

    /**
     * Stops a VM and waits until it has ended.
     *
     * @param limit how long to wait, as vmctl(8) itself would wait for ever; see {@link #GRACEFUL_STOP_TIMEOUT}. Giving up
     *     takes nothing back: the VM goes on stopping
     */
    public Query<StopReply> stopAndWait(VmRef vm, StopMethod method, Duration limit) {
        Command command = stop(method.waitingOptions(), vm.operand()).withTimeout(limit);
        return new Query<>(command, Confirmations.stopped(vm, EnumSet.of(Outcome.TERMINATED)));
    }

    /** Asks every VM that runs to stop, one after the other, and returns before they have. */
    public Query<StopAllReply> stopAll(StopMethod method) {
        return new Query<>(stop(method.options(), "-a"), new StopAllReader(EnumSet.allOf(Outcome.class)));
    }

    /**
     * Stops every VM that runs, each after the one before it has ended.
     *
     * @param limit how long all of them together may take
     */
    public Query<StopAllReply> stopAllAndWait(StopMethod method, Duration limit) {
        Command command = stop(method.waitingOptions(), "-a").withTimeout(limit);
        return new Query<>(command, new StopAllReader(EnumSet.of(Outcome.TERMINATED)));
    }

    /**
     * Waits until a VM has ended, however it comes to its end. It must run and not be stopping yet: after a
     * {@link #stop(VmRef, StopMethod)} this is too late, use {@link #stopAndWait}.
     *
     * @param limit how long to wait, as vmctl(8) itself would wait for ever
     */
    public Query<StopReply> waitFor(VmRef vm, Duration limit) {
        // It changes nothing, but its answer cannot be had twice: asked again after the end, vmd knows of no VM that
        // runs.
        Command command =
                command(Effect.IDEMPOTENT, "wait", List.of(vm.operand())).withTimeout(limit);
        return new Query<>(command, Confirmations.ended(vm));
    }

    /**
     * Pauses a VM. On a guest that never idles this can hang until the timeout, and it can for a VM that vmd(8) started by
     * itself: the status then tells whether it worked.
     */
    public Query<PauseReply> pause(VmRef vm) {
        return new Query<>(command(Effect.IDEMPOTENT, "pause", List.of(vm.operand())), Confirmations.paused(vm));
    }

    /** Lets a paused VM go on. Its clock is behind by the time it was paused. */
    public Query<PauseReply> unpause(VmRef vm) {
        return new Query<>(command(Effect.IDEMPOTENT, "unpause", List.of(vm.operand())), Confirmations.unpaused(vm));
    }

    /**
     * Connects to the console of a VM that runs, by cu(1); for {@link io.vmm4j.exec.CommandExecutor#openTerminal}, and left by
     * {@code ~.} at the start of a line. {@link #requireConsoleEnded} reads how it ended.
     *
     * <p>While nobody is connected the guest's output is dropped, and the first to connect resets the terminal to echo: what
     * the guest prints in that moment comes back to it as input.
     *
     * @param limit how long the console may stay open
     */
    public Command console(VmRef vm, Duration limit) {
        return command(Effect.ONE_SHOT, "console", List.of(vm.operand())).withTimeout(limit);
    }

    /**
     * Reads how a console ended.
     *
     * @param end its end, with what the terminal printed as standard output
     * @throws VmctlException if it was never connected, or broke
     */
    public void requireConsoleEnded(VmRef vm, Answer end) {
        new Query<>(end.command(), new ConsoleEnd(vm)).read(end);
    }

    /**
     * Makes vmd(8) read its configuration anew. Dangerous: it forgets every VM that does not run, before it reads; if the file
     * is broken they stay forgotten; and then it starts every enabled VM. Check the file with {@code vmd -n} first.
     */
    public Query<Accepted> reload() {
        return new Query<>(command(Effect.ONE_SHOT, "reload", List.of()), VmctlReader.silent(Asked.configuration()));
    }

    /**
     * Adds the definitions of a file to those that vmd(8) has, and starts the VMs in it that are not disabled. Names that are
     * known are skipped, and a file that does not exist is a success.
     */
    public Query<Accepted> load(HostPath file) {
        return new Query<>(
                command(Effect.ONE_SHOT, "load", List.of(file.value())), VmctlReader.silent(Asked.configuration()));
    }

    /** Makes vmd(8) forget switches, VMs or both; VMs that run are killed. */
    public Query<Accepted> reset(ResetScope scope) {
        return new Query<>(
                command(Effect.ONE_SHOT, "reset", List.of(scope.toString())), VmctlReader.silent(Asked.host()));
    }

    /** Sets how much vmd(8) logs, until it is restarted. */
    public Query<Accepted> log(LogLevel level) {
        return new Query<>(
                command(Effect.IDEMPOTENT, "log", List.of(level.toString())), VmctlReader.silent(Asked.host()));
    }

    /** The options that a subcommand has on this host, from its usage text. Nothing happens there. */
    public Query<VmctlOptions> options(ProbedCommand subcommand) {
        return new Query<>(command(Effect.READ, subcommand.toString(), List.of("-Z")), new OptionsReader(subcommand));
    }

    private Command stop(List<String> options, String operand) {
        List<String> arguments = new ArrayList<>(options);
        arguments.add(operand);
        return command(Effect.IDEMPOTENT, "stop", arguments);
    }

    private Command command(Effect effect, String subcommand, List<String> arguments) {
        List<String> argv = new ArrayList<>(List.of(PROGRAM, subcommand));
        argv.addAll(arguments);
        return Command.of(effect, argv).withPrivilege(privilege).withTimeout(timeout);
    }
}
