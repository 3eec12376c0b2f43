package io.vmm4j.ssh.internal;

import com.hierynomus.sshj.key.KeyAlgorithm;
import com.hierynomus.sshj.key.KeyAlgorithms;
import io.vmm4j.error.Problem;
import io.vmm4j.ssh.HostKeyChangedException;
import io.vmm4j.ssh.HostKeyException;
import io.vmm4j.ssh.HostKeyPolicy;
import io.vmm4j.ssh.SshAddress;
import io.vmm4j.ssh.SshError;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.Factory;
import net.schmizz.sshj.common.KeyType;
import net.schmizz.sshj.transport.verification.HostKeyVerifier;
import org.jspecify.annotations.Nullable;

/**
 * Decides on the key that a host sends, and which kinds of keys to ask it for. One instance serves one connection.
 *
 * <p>Asking matters: a host that is known by its RSA key would otherwise send its Ed25519 key, which nobody knows.
 */
final class HostKeys implements HostKeyVerifier {

    private static final List<Factory.Named<KeyAlgorithm>> ED25519 = List.of(KeyAlgorithms.EdDSA25519());
    private static final List<Factory.Named<KeyAlgorithm>> ECDSA = List.of(
            KeyAlgorithms.ECDSASHANistp256(), KeyAlgorithms.ECDSASHANistp384(), KeyAlgorithms.ECDSASHANistp521());
    private static final List<Factory.Named<KeyAlgorithm>> RSA =
            List.of(KeyAlgorithms.RSASHA512(), KeyAlgorithms.RSASHA256());

    /** Every kind that is safe to use, best first. */
    static final List<Factory.Named<KeyAlgorithm>> ALL =
            Stream.of(ED25519, ECDSA, RSA).flatMap(List::stream).toList();

    private final SshAddress address;
    private final HostKeyPolicy policy;
    private @Nullable HostKeyException refusal;

    HostKeys(SshAddress address, HostKeyPolicy policy) {
        this.address = address;
        this.policy = policy;
    }

    /**
     * The kinds of keys to ask the host for, best first; a later element is for another connection, when the host had none of
     * an earlier one or it was not the right one. A pinned fingerprint does not tell of which kind its key is.
     */
    List<List<Factory.Named<KeyAlgorithm>>> attempts() {
        if (policy instanceof HostKeyPolicy.KnownHosts known) {
            return List.of(ofTypes(KnownHostsFiles.read(known, address).types()));
        }
        return List.of(ED25519, ECDSA, RSA);
    }

    private static List<Factory.Named<KeyAlgorithm>> ofTypes(Set<KeyType> types) {
        return ALL.stream()
                .filter(factory ->
                        types.isEmpty() || types.contains(factory.create().getKeyFormat()))
                .toList();
    }

    @Override
    public List<String> findExistingAlgorithms(String hostname, int port) {
        return List.of();
    }

    @Override
    public boolean verify(String hostname, int port, PublicKey key) {
        if (policy instanceof HostKeyPolicy.KnownHosts known) {
            refusal = checkListed(known, key);
        } else if (policy instanceof HostKeyPolicy.Pinned pinned) {
            refusal = checkPinned(pinned, key);
        } else {
            refusal = checkJudged((HostKeyPolicy.Judged) policy, key);
        }
        return refusal == null;
    }

    private @Nullable HostKeyException checkJudged(HostKeyPolicy.Judged judged, PublicKey key) {
        boolean trusted = judged.judge().trusts(KeyType.fromKey(key).toString(), fingerprint(key));
        return trusted ? null : changed(key, "what this program keeps");
    }

    private @Nullable HostKeyException checkListed(HostKeyPolicy.KnownHosts known, PublicKey key) {
        KnownHostsFiles files = KnownHostsFiles.read(known, address);
        if (files.revokes(key)) {
            return new HostKeyException(facts(SshError.HOST_KEY_REVOKED, key).with("file", files.first()), null);
        }
        if (files.lists(key)) {
            return null;
        }
        if (!files.types().isEmpty()) {
            return changed(key, files.first());
        }
        if (known.addsNew()) {
            files.add(key);
            return null;
        }
        return new HostKeyException(facts(SshError.HOST_KEY_UNKNOWN, key).with("file", files.first()), null);
    }

    private @Nullable HostKeyException checkPinned(HostKeyPolicy.Pinned pinned, PublicKey key) {
        String fingerprint = fingerprint(key);
        boolean listed = pinned.fingerprints().stream()
                .anyMatch(pin -> pin.replace("=", "").equals(fingerprint));
        return listed ? null : changed(key, "the pinned fingerprints");
    }

    private HostKeyChangedException changed(PublicKey key, Object file) {
        return new HostKeyChangedException(facts(SshError.HOST_KEY_CHANGED, key).with("file", file));
    }

    private Problem facts(SshError code, PublicKey key) {
        return facts(code).with("type", KeyType.fromKey(key)).with("fingerprint", fingerprint(key));
    }

    private Problem facts(SshError code) {
        return Problem.of(code)
                .with("target", address)
                .with("host", address.host())
                .with("port", address.port())
                .with("name", address.knownHostsName());
    }

    /** Why the last key was refused. */
    @Nullable
    HostKeyException refusal() {
        return refusal;
    }

    /** The refusal that it means when the host has no key of any kind that it is known by. */
    HostKeyException noKnownKind() {
        return new HostKeyChangedException(facts(SshError.HOST_KEY_CHANGED)
                .with("type", "no key of the kind")
                .with("fingerprint", "it is known by")
                .with(
                        "file",
                        policy instanceof HostKeyPolicy.KnownHosts known
                                ? known.files().get(0)
                                : "the pins"));
    }

    /** As ssh-keygen prints it. */
    static String fingerprint(PublicKey key) {
        try {
            byte[] blob = new Buffer.PlainBuffer().putPublicKey(key).getCompactData();
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(blob);
            return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
