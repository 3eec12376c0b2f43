package io.vmm4j.guest;

import io.vmm4j.GuestAddress;
import io.vmm4j.VmName;
import io.vmm4j.error.Problem;
import io.vmm4j.exec.Answer;
import io.vmm4j.exec.Batch;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.exec.CommandResult;
import java.util.List;
import java.util.Objects;

/**
 * A login to a guest, through its host, with one connection for all commands. Thread safe. To be closed before the host's executor.
 *
 * <p>Unlike {@link CommandExecutor#run}, a command that fails is an exception here: what is done in a guest is done in order, and what
 * comes after a failure would be done on wrong ground.
 */
public final class GuestShell implements AutoCloseable {

    private static final int STDERR_SHOWN = 500;

    private final VmName vm;
    private final GuestAddress address;
    private final HostKey hostKey;
    private final CommandExecutor executor;

    /**
     * A login that has been made; programs get one from {@link Guest#connect}.
     *
     * @param hostKey the key that the guest proved to have
     * @param executor what runs commands in the guest; closed with the shell
     */
    public GuestShell(VmName vm, GuestAddress address, HostKey hostKey, CommandExecutor executor) {
        this.vm = Objects.requireNonNull(vm, "vm");
        this.address = Objects.requireNonNull(address, "address");
        this.hostKey = Objects.requireNonNull(hostKey, "hostKey");
        this.executor = Objects.requireNonNull(executor, "executor");
    }

    /** The VM. */
    public VmName vm() {
        return vm;
    }

    /** Where the guest is. */
    public GuestAddress address() {
        return address;
    }

    /** The key that the guest proved to have. */
    public HostKey hostKey() {
        return hostKey;
    }

    /** What runs commands in the guest, for files, terminals, streams, and commands that may fail. Closed with the shell. */
    public CommandExecutor executor() {
        return executor;
    }

    /**
     * Runs a command.
     *
     * @throws GuestCommandException if its exit status is not 0
     * @throws io.vmm4j.exec.TransportException if the guest could not be asked, or its answer was lost
     */
    public CommandResult run(Command command) {
        return runAll(List.of(command)).get(0);
    }

    /**
     * Runs commands one after the other in one round trip, up to the first that fails.
     *
     * @return one result for each command
     * @throws GuestCommandException if the exit status of one is not 0
     * @throws io.vmm4j.exec.TransportException if the guest could not be asked, or its answer was lost
     */
    public List<CommandResult> runAll(List<Command> commands) {
        List<CommandResult> results = executor.runAll(Batch.stoppingAtFailure(commands));
        CommandResult last = results.get(results.size() - 1);
        if (last.succeeded()) {
            return results;
        }
        Command command = commands.get(results.size() - 1);
        Problem problem = Problem.of(GuestError.COMMAND_FAILED)
                .with("vm", vm)
                .with("number", results.size())
                .with("total", commands.size())
                .with("status", last.exitStatus())
                .with("command", command)
                .with("stderr", shortened(command.scrub(last.stderr())));
        GuestCommandException failure = new GuestCommandException(problem, results.size(), last);
        for (int i = 0; i < results.size(); i++) {
            failure.addToTranscript(new Answer(executor.target(), commands.get(i), results.get(i)).transcript());
        }
        throw failure;
    }

    /** The end says what went wrong; in one line, as a message is. */
    private static String shortened(String stderr) {
        String line = stderr.strip().replaceAll("\\s*\\R\\s*", " / ");
        if (line.isEmpty()) {
            return "it said nothing";
        }
        return line.length() <= STDERR_SHOWN ? line : "..." + line.substring(line.length() - STDERR_SHOWN);
    }

    /** Logs out, in bounded time. */
    @Override
    public void close() {
        executor.close();
    }

    @Override
    public String toString() {
        return "GuestShell[" + vm + " at " + address + "]";
    }
}
