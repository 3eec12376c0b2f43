package io.vmm4j.examples.cli;

import io.vmm4j.VmmHost;
import io.vmm4j.VmmHostBuilder;
import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.exec.LocalExecutor;
import io.vmm4j.exec.RootAccess;
import io.vmm4j.exec.ShellWords;
import io.vmm4j.ssh.HostKeyPolicy;
import io.vmm4j.ssh.OpenSshExecutor;
import io.vmm4j.ssh.OpenSshExecutorBuilder;
import io.vmm4j.ssh.SshAddress;
import io.vmm4j.ssh.SshExecutor;
import io.vmm4j.ssh.SshExecutorBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Which host, how to log in, how to reach root, and how to print. The same for all commands, before or behind their name. */
final class HostOptions {

    @Option(
            names = "--host",
            paramLabel = "HOST",
            scope = ScopeType.INHERIT,
            defaultValue = "${env:VMM_HOST:-local:}",
            description = {
                "local: this machine,",
                "sim: a simulated host for this one command, or",
                "ssh://user@host:port",
                "Default: $$VMM_HOST, or local:"
            })
    private String host = "local:";

    @Option(
            names = {"-i", "--identity"},
            paramLabel = "KEY",
            scope = ScopeType.INHERIT,
            description = "A private key to log in with; may be given several times.")
    private List<Path> keys = List.of();

    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "A file whose first line is the passphrase of the keys.")
    private @Nullable Path passphraseFile;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "A file whose first line is the password to log in with.")
    private @Nullable Path passwordFile;

    @Option(
            names = "--known-hosts",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "The known_hosts file. Default: the user's and the system's.")
    private @Nullable Path knownHosts;

    @Option(
            names = "--accept-new",
            scope = ScopeType.INHERIT,
            description = "Adds the key of a host that is not known yet; a changed key is refused all the same.")
    private boolean acceptNew;

    @Option(
            names = "--connect-timeout",
            paramLabel = "SECONDS",
            scope = ScopeType.INHERIT,
            description = "How long connecting and logging in may take. Default: ${DEFAULT-VALUE}.")
    private int connectTimeout = 20;

    @Option(
            names = "--openssh",
            scope = ScopeType.INHERIT,
            description = "Connects by the system's own ssh: agents, hardware keys, ~/.ssh/config.")
    private boolean openSsh;

    @Option(
            names = "--doas",
            scope = ScopeType.INHERIT,
            description = "Reaches root by doas(1). Default for every user but root.")
    private boolean doas;

    @Option(
            names = "--as-user",
            scope = ScopeType.INHERIT,
            description = "Runs vmctl(8) as the user that logs in: enough for VMs that he owns.")
    private boolean asUser;

    @Option(
            names = "--json",
            scope = ScopeType.INHERIT,
            description =
                    "Prints one JSON document on standard output; messages go to standard error. Events are one document a line.")
    private boolean json;

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "Prints stack traces with errors, and commands in full length.")
    @SuppressWarnings("UnusedVariable") // Failures asks for the word itself.
    private boolean debug;

    boolean json() {
        return json;
    }

    /**
     * Connects to the host.
     *
     * @param clock how the clock of the host goes if it is simulated
     */
    Connected connect(Simulations.Clock clock) {
        if (host.equals("sim:")) {
            return Simulations.inProcess(clock);
        }
        CommandExecutor executor = executor();
        VmmHostBuilder builder = VmmHost.builder(executor);
        return new Connected(asUser ? builder.asUser().build() : builder.build(), executor::close);
    }

    private CommandExecutor executor() {
        if (host.equals("local:")) {
            return doas ? LocalExecutor.create(RootAccess.DOAS) : LocalExecutor.create();
        }
        if (!host.startsWith("ssh://")) {
            throw new WrongUsage(
                    "The host " + ShellWords.display(host) + " is none of local:, sim: and ssh://user@host:port.",
                    "Write for example --host ssh://root@vmhost.");
        }
        return openSsh ? byOpenSsh() : bySshj();
    }

    private SshExecutor bySshj() {
        SshExecutorBuilder builder =
                SshExecutor.to(address()).hostKeys(hostKeyPolicy()).connectTimeout(connectTimeout());
        for (Path key : keys) {
            if (passphraseFile == null) {
                builder.keyFile(key);
            } else {
                builder.keyFile(key, LocalText.firstLine("--passphrase-file", passphraseFile));
            }
        }
        if (passwordFile != null) {
            builder.password(LocalText.firstLine("--password-file", passwordFile));
        }
        if (doas) {
            builder.rootAccess(RootAccess.DOAS);
        }
        return builder.connect();
    }

    private Duration connectTimeout() {
        if (connectTimeout < 1) {
            throw new WrongUsage(
                    "--connect-timeout " + connectTimeout + " is no time to connect in.", "Write 1 or more.");
        }
        return Duration.ofSeconds(connectTimeout);
    }

    private SshAddress address() {
        try {
            return SshAddress.parse(host);
        } catch (IllegalArgumentException e) {
            throw new WrongUsage(
                    "The host " + ShellWords.display(host) + " is not of the form ssh://user@host:port.",
                    "User and port may be left out; an IPv6 address stands in brackets.");
        }
    }

    private HostKeyPolicy hostKeyPolicy() {
        if (acceptNew) {
            return HostKeyPolicy.acceptNew(knownHostsOrOwn());
        }
        return knownHosts == null ? HostKeyPolicy.strict() : HostKeyPolicy.strict(knownHosts);
    }

    private OpenSshExecutor byOpenSsh() {
        if (passwordFile != null || passphraseFile != null) {
            throw new WrongUsage(
                    "--openssh takes no secrets from files.",
                    "Add the key to an agent (ssh-add), or leave --openssh out.");
        }
        OpenSshExecutorBuilder builder = OpenSshExecutor.to(host).connectTimeout(connectTimeout());
        keys.forEach(builder::keyFile);
        if (acceptNew) {
            builder.acceptNew(knownHostsOrOwn());
        } else if (knownHosts != null) {
            builder.knownHosts(knownHosts);
        }
        if (doas) {
            builder.rootAccess(RootAccess.DOAS);
        }
        return builder.connect();
    }

    private Path knownHostsOrOwn() {
        return knownHosts == null ? Path.of(System.getProperty("user.home"), ".ssh", "known_hosts") : knownHosts;
    }
}
