package io.vmm4j.guest.internal;

import io.vmm4j.GuestAddress;
import io.vmm4j.VmName;
import io.vmm4j.error.Problem;
import io.vmm4j.guest.Guest;
import io.vmm4j.guest.GuestError;
import io.vmm4j.guest.SshBanner;
import io.vmm4j.host.internal.Addresses;
import io.vmm4j.host.internal.HostContext;
import io.vmm4j.operation.Waiter;
import io.vmm4j.operation.Waiter.Look;
import io.vmm4j.time.Deadline;
import java.time.Duration;
import java.util.Optional;

/**
 * Waits for a guest's SSH server. The host is asked for the address again every few seconds only: it seldom changes, and a connection
 * tells more. For one thread.
 */
final class SshWait {

    /** So that an attempt that was made a moment too early does not hold up the next one. */
    private static final Duration CONNECT_LIMIT = Duration.ofMillis(250);

    private static final int SLOW_HOST = 4;
    private static final Duration BANNER_LIMIT = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(150);
    private static final Duration ADDRESS_AGE = Duration.ofSeconds(5);

    private final HostContext context;
    private final VmName vm;
    private final Addresses addresses;
    private Optional<Found> found = Optional.empty();
    private String cause = "nothing was seen of it";

    SshWait(HostContext context, VmName vm) {
        this.context = context;
        this.vm = vm;
        this.addresses = new Addresses(context);
    }

    /**
     * An address that the host told.
     *
     * @param address the address
     * @param fresh until when it is believed
     * @param connectLimit how long a connection may take, going by how fast the host answered
     */
    private record Found(GuestAddress address, Deadline fresh, Duration connectLimit) {}

    SshBanner await(Duration timeout) {
        Deadline deadline = context.timeline().deadlineIn(timeout);
        return Waiter.within(context.timeline(), timeout)
                .pausingAtMost(LONGEST_PAUSE)
                .until(this::problem, () -> look(deadline));
    }

    private Problem problem() {
        return Problem.of(GuestError.SSH_UNREACHABLE)
                .with("vm", vm)
                .with("target", context.target())
                .with("cause", cause);
    }

    private Look<SshBanner> look(Deadline deadline) {
        if (found.isEmpty() || found.get().fresh().expired()) {
            long before = context.timeline().nanoTime();
            Look<GuestAddress> address = addresses.look(vm);
            Duration took =
                    Duration.ofNanos(context.timeline().nanoTime() - before).multipliedBy(SLOW_HOST);
            found = address.value()
                    .map(here -> new Found(
                            here,
                            context.timeline().deadlineIn(ADDRESS_AGE),
                            took.compareTo(CONNECT_LIMIT) > 0 ? took : CONNECT_LIMIT));
            if (found.isEmpty()) {
                cause = address.seen().equals(Addresses.NOT_RUNNING)
                        ? "the VM has stopped or was never started"
                        : "the guest has not come so far as to set up its network, or is on another one than the host thinks";
                return Look.notYet("no address: " + address.seen());
            }
        }
        return connect(found.get(), deadline);
    }

    private Look<SshBanner> connect(Found here, Deadline deadline) {
        BannerProbe.Result result = new BannerProbe(
                        context.executor(), context.timeline(), here.address().address(), Guest.SSH_PORT)
                .attempt(
                        here.connectLimit(), deadline.expired() ? CONNECT_LIMIT : deadline.remainingUpTo(BANNER_LIMIT));
        if (result.state() == BannerProbe.State.SSH) {
            return Look.found(new SshBanner(here.address(), result.text()));
        }
        cause = cause(result.state());
        return Look.notYet(result.text());
    }

    private static String cause(BannerProbe.State state) {
        return switch (state) {
            case NO_ANSWER ->
                "the guest boots still, has halted or has crashed, has another address by now, or its packet filter drops"
                        + " connections";
            case REFUSED ->
                "the guest is up and sshd(8) is not: it is installed or set up still, makes its keys, or has no sshd enabled";
            case NO_BANNER ->
                "sshd(8) in the guest hangs, has too many connections, or waits for memory or a name server";
            case OTHER_BANNER -> "something else than sshd(8) listens on that port";
            case SSH -> "nothing";
        };
    }
}
