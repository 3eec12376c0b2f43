package io.vmm4j.guest;

import io.vmm4j.StopOutcome;
import io.vmm4j.StopPolicy;
import java.time.Duration;

/**
 * What runs inside a VM, reached through its host. Thread safe; it holds no state of its own, every call asks the host.
 *
 * <p>A guest is known by its host key, which is pinned to the VM: a key that differs ends the connection before anything is sent.
 */
public interface Guest {

    /** The port of SSH servers. */
    int SSH_PORT = 22;

    /** The host keys that belong to the VM. */
    PinnedHostKeys hostKeys();

    /**
     * Waits until an SSH server in the guest answers: its version line is read through the host's tunnel, again and again, at first
     * after 50 ms. Nothing is sent to it, and who it is is not asked.
     *
     * @throws io.vmm4j.VmNotFoundException if there is no such VM
     * @throws io.vmm4j.VmException if vmd(8) does not know it, as it was created by vmm4j and does not run
     * @throws io.vmm4j.operation.WaitTimeoutException with {@link GuestError#SSH_UNREACHABLE} if none answers in time; it tells what
     *     was seen when, and the likely cause
     * @throws io.vmm4j.exec.TransportException if the host cannot be asked any more
     */
    SshBanner awaitSsh(Duration timeout);

    /**
     * Waits until the guest's SSH server answers, makes sure that it is the right one, and logs in.
     *
     * @param connector as whom, and with what
     * @param timeout how long all of it may take together
     * @throws HostKeyMismatchException if the guest has another host key; nothing was sent to it
     * @throws GuestException with {@link GuestError#HOST_KEY_NOT_PINNED} if no key is pinned and none else is to be trusted
     * @throws io.vmm4j.operation.WaitTimeoutException as {@link #awaitSsh}
     * @throws io.vmm4j.exec.TransportException if it does not let the user in, or the connection broke
     */
    GuestShell connect(GuestConnector connector, HostKeyTrust trust, Duration timeout);

    /**
     * Shuts the guest down from inside, and waits until the VM has stopped: the way for guests without vmmci(4), which is every stock
     * Linux, and for which {@code vmctl stop} is a power cut. OpenBSD gets {@code shutdown -p now}, a Linux with systemd
     * {@code systemctl poweroff}, another one {@code poweroff}; as root, or by doas(1) or sudo(8) if one of them needs no password.
     * The connection usually ends on the way, which is no failure.
     *
     * <p>A guest that has halted and does not end, as Linux does without ACPI, is ended by {@code vmctl stop -f} as soon as it says on
     * its console that it has. The console is listened to from before the shutdown; what it prints is lost to anybody else who listens.
     *
     * @param shell a login to this guest; still the caller's to close
     * @param policy how long it may take, and whether the VM is killed then; {@link StopPolicy.Force} does not ask the guest
     * @throws GuestException with {@link GuestError#SHUTDOWN_REFUSED} if the guest did not take the command; it runs on
     * @throws io.vmm4j.VmException if the VM has not stopped in time
     * @throws io.vmm4j.exec.TransportException if the command certainly did not reach the guest, or the host cannot be asked
     */
    StopOutcome shutDown(GuestShell shell, StopPolicy policy);
}
