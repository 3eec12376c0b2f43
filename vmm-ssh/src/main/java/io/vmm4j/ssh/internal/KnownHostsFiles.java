package io.vmm4j.ssh.internal;

import io.vmm4j.error.Problem;
import io.vmm4j.exec.internal.Reasons;
import io.vmm4j.ssh.HostKeyException;
import io.vmm4j.ssh.HostKeyPolicy;
import io.vmm4j.ssh.SshAddress;
import io.vmm4j.ssh.SshError;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.KeyType;
import net.schmizz.sshj.common.SecurityUtils;
import net.schmizz.sshj.transport.verification.OpenSSHKnownHosts;
import net.schmizz.sshj.transport.verification.OpenSSHKnownHosts.KnownHostEntry;

/** What known_hosts(5) files say of one host, read anew for each connection. */
final class KnownHostsFiles {

    private static final Set<PosixFilePermission> DIRECTORY_MODE = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE_MODE = PosixFilePermissions.fromString("rw-------");

    private final HostKeyPolicy.KnownHosts policy;
    private final SshAddress address;
    private final List<KnownHostEntry> keys = new ArrayList<>();
    private final List<KnownHostEntry> revoked = new ArrayList<>();

    private KnownHostsFiles(HostKeyPolicy.KnownHosts policy, SshAddress address) {
        this.policy = policy;
        this.address = address;
    }

    /** Reads the entries that apply to the host. Lines that cannot be read are passed over, as ssh(1) does. */
    static KnownHostsFiles read(HostKeyPolicy.KnownHosts policy, SshAddress address) {
        KnownHostsFiles files = new KnownHostsFiles(policy, address);
        for (Path file : policy.files()) {
            if (Files.exists(file)) {
                files.readFile(file);
            }
        }
        return files;
    }

    private void readFile(Path file) {
        try {
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            String name = address.knownHostsName().toLowerCase(Locale.ROOT);
            for (KnownHostEntry entry : new OpenSSHKnownHosts(new StringReader(text), new QuietLoggers()).entries()) {
                if (entry.appliesTo(name)) {
                    sort(entry);
                }
            }
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    private void sort(KnownHostEntry entry) {
        if (entry.getLine().startsWith("@revoked")) {
            revoked.add(entry);
        } else if (!entry.getLine().startsWith("@")) {
            keys.add(entry);
        }
    }

    /** The kinds of keys that the host is known by; empty if it is not known. */
    Set<KeyType> types() {
        Set<KeyType> types = EnumSet.noneOf(KeyType.class);
        keys.forEach(entry -> types.add(entry.getType()));
        return types;
    }

    /** Whether the host is known by this key. */
    boolean lists(PublicKey key) {
        return keys.stream().anyMatch(entry -> matches(entry, key));
    }

    /** Whether the key is marked as revoked. */
    boolean revokes(PublicKey key) {
        // sshj's own comparison says "no" to any key of a line with this mark.
        String fingerprint = SecurityUtils.getFingerprint(key);
        return revoked.stream().anyMatch(entry -> fingerprint.equals(entry.getFingerprint()));
    }

    private static boolean matches(KnownHostEntry entry, PublicKey key) {
        try {
            return entry.verify(key);
        } catch (IOException e) {
            return false;
        }
    }

    /** The file that an administrator has to look at, and that new keys are added to. */
    Path first() {
        return policy.files().get(0);
    }

    /** Adds the key of a host that is not known yet to the first file, which is made if need be. */
    void add(PublicKey key) {
        Path file = first();
        byte[] blob = new Buffer.PlainBuffer().putPublicKey(key).getCompactData();
        String line = address.knownHostsName() + " " + KeyType.fromKey(key) + " "
                + Base64.getEncoder().encodeToString(blob) + "\n";
        try {
            Path directory = file.toAbsolutePath().getParent();
            if (directory != null && !Files.exists(directory)) {
                Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(DIRECTORY_MODE));
            }
            Set<StandardOpenOption> options =
                    EnumSet.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            try (FileChannel channel =
                            FileChannel.open(file, options, PosixFilePermissions.asFileAttribute(FILE_MODE));
                    FileLock lock = channel.lock()) {
                String separator = endsInsideLine(channel) ? "\n" : "";
                channel.position(channel.size());
                channel.write(ByteBuffer.wrap((separator + line).getBytes(StandardCharsets.US_ASCII)));
                lock.release();
            }
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    private static boolean endsInsideLine(FileChannel channel) throws IOException {
        if (channel.size() == 0) {
            return false;
        }
        ByteBuffer last = ByteBuffer.allocate(1);
        channel.read(last, channel.size() - 1);
        return last.get(0) != '\n';
    }

    private HostKeyException unusable(Path file, IOException cause) {
        return new HostKeyException(
                Problem.of(SshError.KNOWN_HOSTS_UNUSABLE)
                        .with("target", address)
                        .with("file", file)
                        .with("reason", Reasons.of(cause)),
                cause);
    }
}
