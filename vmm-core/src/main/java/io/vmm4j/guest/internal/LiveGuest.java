package io.vmm4j.guest.internal;

import io.vmm4j.StopOutcome;
import io.vmm4j.StopPolicy;
import io.vmm4j.VmName;
import io.vmm4j.error.Problem;
import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.exec.CommandFate;
import io.vmm4j.exec.ExecError;
import io.vmm4j.exec.TransportException;
import io.vmm4j.guest.Guest;
import io.vmm4j.guest.GuestConnector;
import io.vmm4j.guest.GuestEndpoint;
import io.vmm4j.guest.GuestError;
import io.vmm4j.guest.GuestException;
import io.vmm4j.guest.GuestShell;
import io.vmm4j.guest.HostKey;
import io.vmm4j.guest.HostKeyMismatchException;
import io.vmm4j.guest.HostKeyTrust;
import io.vmm4j.guest.PinnedHostKeys;
import io.vmm4j.guest.SshBanner;
import io.vmm4j.host.internal.HostContext;
import io.vmm4j.time.Deadline;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A guest that is asked for anew by every call. */
public final class LiveGuest implements Guest {

    /** What a server does that is just being started again, as at the end of a first boot. */
    private static final Set<ExecError> PASSING =
            EnumSet.of(ExecError.TUNNEL_FAILED, ExecError.CONNECTION_FAILED, ExecError.CONNECTION_LOST);

    private static final int MOST_ATTEMPTS = 5;
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(500);
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private final HostContext context;
    private final VmName vm;
    private final HostKeyFile keys;

    /** The guest of a VM. */
    public LiveGuest(HostContext context, VmName vm) {
        this.context = context;
        this.vm = vm;
        this.keys = new HostKeyFile(context, vm);
    }

    @Override
    public PinnedHostKeys hostKeys() {
        return keys;
    }

    @Override
    public SshBanner awaitSsh(Duration timeout) {
        return new SshWait(context, vm).await(timeout);
    }

    @Override
    public GuestShell connect(GuestConnector connector, HostKeyTrust trust, Duration timeout) {
        Deadline deadline = context.timeline().deadlineIn(timeout);
        Set<HostKey> pinned = keys.keys();
        KeyCheck check = check(pinned, trust);
        for (int attempt = 1; ; attempt++) {
            SshBanner banner = new SshWait(context, vm).await(deadline.remaining());
            Optional<CommandExecutor> executor = login(connector, banner, check, deadline, attempt);
            if (executor.isPresent()) {
                return pinned.isEmpty()
                        ? pinning(trust, banner, check, executor.get())
                        : shell(banner, check, executor.get());
            }
        }
    }

    private KeyCheck check(Set<HostKey> pinned, HostKeyTrust trust) {
        if (!pinned.isEmpty()) {
            return KeyCheck.against(pinned);
        }
        if (trust instanceof HostKeyTrust.Announced announced) {
            return KeyCheck.against(announced.keys());
        }
        if (trust instanceof HostKeyTrust.OnFirstUse) {
            return KeyCheck.takingTheFirst();
        }
        throw new GuestException(problem(GuestError.HOST_KEY_NOT_PINNED));
    }

    /** Empty if that may go better a moment later. */
    private Optional<CommandExecutor> login(
            GuestConnector connector, SshBanner banner, KeyCheck check, Deadline deadline, int attempt) {
        Duration left = deadline.remaining();
        GuestEndpoint endpoint = new GuestEndpoint(
                context.executor(),
                banner.address().address(),
                SSH_PORT,
                check,
                left.compareTo(SHORTEST) > 0 ? left : SHORTEST);
        try {
            return Optional.of(connector.connect(endpoint));
        } catch (TransportException e) {
            if (check.refused().isPresent()) {
                throw mismatch(banner, check.refused().get(), check.expected(), e);
            }
            boolean passing = e.fate() == CommandFate.NOT_RUN
                    && e.code() instanceof ExecError code
                    && PASSING.contains(code)
                    && attempt < MOST_ATTEMPTS
                    && !deadline.expired()
                    && pause();
            if (passing) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** False if the thread is interrupted. */
    private boolean pause() {
        try {
            context.timeline().sleep(BETWEEN_ATTEMPTS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private GuestShell pinning(HostKeyTrust trust, SshBanner banner, KeyCheck check, CommandExecutor executor) {
        GuestShell shell = shell(banner, check, executor);
        try {
            keys.pin(trust instanceof HostKeyTrust.Announced announced ? announced.keys() : Set.of(shell.hostKey()));
            return shell;
        } catch (RuntimeException e) {
            shell.close();
            throw e;
        }
    }

    private GuestShell shell(SshBanner banner, KeyCheck check, CommandExecutor executor) {
        Optional<HostKey> key = check.accepted();
        if (key.isEmpty()) {
            executor.close();
            throw new IllegalStateException("the connector did not ask about the host key of " + vm);
        }
        return new GuestShell(vm, banner.address(), key.get(), executor);
    }

    private HostKeyMismatchException mismatch(
            SshBanner banner, HostKey seen, Set<HostKey> expected, TransportException cause) {
        return new HostKeyMismatchException(
                problem(GuestError.HOST_KEY_MISMATCH)
                        .with("address", banner.address())
                        .with("seen", seen)
                        .with(
                                "expected",
                                expected.stream().map(HostKey::toString).collect(Collectors.joining(" or "))),
                seen,
                cause);
    }

    @Override
    public StopOutcome shutDown(GuestShell shell, StopPolicy policy) {
        if (!shell.vm().equals(vm)) {
            throw new IllegalArgumentException("a login to " + shell.vm() + " does not shut " + vm + " down");
        }
        return new ShutDown(context, shell).run(policy);
    }

    private Problem problem(GuestError code) {
        return Problem.of(code).with("vm", vm).with("target", context.target());
    }

    @Override
    public String toString() {
        return "Guest[" + vm + " on " + context.target() + "]";
    }
}
