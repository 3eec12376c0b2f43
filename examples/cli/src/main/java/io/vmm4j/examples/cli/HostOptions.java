package io.vmm4j.examples.cli;

import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.exec.LocalExecutor;
import io.vmm4j.exec.RootAccess;
import io.vmm4j.exec.Secret;
import io.vmm4j.ssh.HostKeyPolicy;
import io.vmm4j.ssh.OpenSshExecutor;
import io.vmm4j.ssh.OpenSshExecutorBuilder;
import io.vmm4j.ssh.SshExecutor;
import io.vmm4j.ssh.SshExecutorBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
            description = "local:, sim: (a simulated host of its own), or ssh://user@host:port. Default: $VMM_HOST, or local:")
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
            description = "Prints one JSON document on standard output; messages go to standard error.")
    private boolean json;

    boolean json() {
        return json;
    }

    boolean asUser() {
        return asUser;
    }

    boolean isSimulated() {
        return host.startsWith("sim:");
    }

    /** Connects to the host; not for {@code sim:}. */
    CommandExecutor connect() throws IOException {
        if (host.equals("local:") || host.equals("local")) {
            return doas ? LocalExecutor.create(RootAccess.DOAS) : LocalExecutor.create();
        }
        if (!host.contains("@") && !host.startsWith("ssh://")) {
            throw new IllegalArgumentException(
                    "--host must be local:, sim: or ssh://user@host:port, not " + host);
        }
        return openSsh ? connectByOpenSsh() : connectBySshj();
    }

    private SshExecutor connectBySshj() throws IOException {
        SshExecutorBuilder builder = SshExecutor.to(host).hostKeys(hostKeyPolicy());
        for (Path key : keys) {
            if (passphraseFile == null) {
                builder.keyFile(key);
            } else {
                builder.keyFile(key, firstLine(passphraseFile));
            }
        }
        if (passwordFile != null) {
            builder.password(firstLine(passwordFile));
        }
        if (doas) {
            builder.rootAccess(RootAccess.DOAS);
        }
        return builder.connect();
    }

    private HostKeyPolicy hostKeyPolicy() {
        Path own = Path.of(System.getProperty("user.home"), ".ssh", "known_hosts");
        if (acceptNew) {
            return HostKeyPolicy.acceptNew(knownHosts == null ? own : knownHosts);
        }
        return knownHosts == null ? HostKeyPolicy.strict() : HostKeyPolicy.strict(knownHosts);
    }

    private OpenSshExecutor connectByOpenSsh() {
        if (passwordFile != null || passphraseFile != null) {
            throw new IllegalArgumentException("--openssh asks nobody for secrets: use an agent instead of files");
        }
        OpenSshExecutorBuilder builder = OpenSshExecutor.to(host);
        keys.forEach(builder::keyFile);
        Path own = Path.of(System.getProperty("user.home"), ".ssh", "known_hosts");
        if (acceptNew) {
            builder.acceptNew(knownHosts == null ? own : knownHosts);
        } else if (knownHosts != null) {
            builder.knownHosts(knownHosts);
        }
        if (doas) {
            builder.rootAccess(RootAccess.DOAS);
        }
        return builder.connect();
    }

    private static Secret firstLine(Path file) throws IOException {
        String text = Files.readString(file);
        String line = text.lines().findFirst().orElse("");
        if (line.isEmpty()) {
            throw new IllegalArgumentException("the first line of " + file + " is empty");
        }
        return Secret.of(line);
    }
}
