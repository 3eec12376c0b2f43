package io.vmm4j.examples.cli;

import io.vmm4j.Vm;
import io.vmm4j.guest.GuestConnector;
import io.vmm4j.guest.GuestShell;
import io.vmm4j.guest.HostKeyTrust;
import io.vmm4j.ssh.guest.SshGuestConnector;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a guest is logged in to. The options of the host say how to log in there. */
final class GuestOptions {

    @Option(
            names = "--user",
            paramLabel = "USER",
            description = "As whom to log in to the guest. Default: ${DEFAULT-VALUE}.")
    private String user = "root";

    @Option(
            names = "--guest-key",
            paramLabel = "KEY",
            description = "A private key for the guest; may be given several times. Default: those of ~/.ssh.")
    private List<Path> keys = List.of();

    @Option(
            names = "--guest-password-file",
            paramLabel = "FILE",
            description = "A file whose first line is the password for the guest, tried after the keys.")
    private @Nullable Path passwordFile;

    @Option(
            names = "--trust-first",
            description = "If no host key of the guest is known: trusts what it shows now, and keeps that with the VM.")
    private boolean trustFirst;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            description = "How long the guest may take until it lets us in. Default: ${DEFAULT-VALUE}.")
    private long wait = 120;

    /** Reads what the options name, before there is any connection. */
    Login login() {
        if (wait < 1) {
            throw new WrongUsage("--wait " + wait + " is no time to log in in.", "Write 1 or more.");
        }
        SshGuestConnector connector = SshGuestConnector.as(user);
        for (Path key : keys) {
            connector = connector.withKeyFile(key);
        }
        if (passwordFile != null) {
            connector = connector.withPassword(LocalText.firstLine("--guest-password-file", passwordFile));
        }
        return new Login(
                connector, trustFirst ? HostKeyTrust.onFirstUse() : HostKeyTrust.pinned(), Duration.ofSeconds(wait));
    }

    /**
     * A login that is to be made.
     *
     * @param connector as whom and with what
     * @param trust which host key is trusted
     * @param timeout how long it may take
     */
    record Login(GuestConnector connector, HostKeyTrust trust, Duration timeout) {

        GuestShell to(Vm vm) {
            return vm.guest().connect(connector, trust, timeout);
        }
    }
}
