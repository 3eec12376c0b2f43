package io.vmm4j.testkit.internal.linux;

import io.vmm4j.install.SshHostKey;
import io.vmm4j.testkit.internal.server.HostKeys;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.util.security.SecurityUtils;

/** The host key of a Linux as it lies in its files. */
final class HostKey {

    static final String PATH = "/etc/ssh/ssh_host_ed25519_key";

    private final Inside inside;

    HostKey(Inside inside) {
        this.inside = inside;
    }

    /** Makes one from the randomness of the machine. */
    void generate() {
        SshHostKey key = SshHostKey.generate(
                new Repeatable(new Random(inside.board().parts().seed())));
        install(key.privateKey(), key.publicKey().toString());
    }

    /** Puts a pair in its place. */
    void install(String privateKey, String publicLine) {
        inside.write(PATH, privateKey, 0600);
        inside.write(PATH + ".pub", publicLine.strip() + "\n", 0644);
    }

    boolean exists() {
        return inside.read(PATH).isPresent();
    }

    void delete() {
        inside.delete(PATH);
        inside.delete(PATH + ".pub");
    }

    /** What sshd(8) has; empty if it has none that it can read. */
    Optional<HostKeys> load() {
        Optional<String> text = inside.read(PATH);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            List<KeyPair> pairs = new ArrayList<>();
            Iterable<KeyPair> loaded = SecurityUtils.loadKeyPairIdentities(
                    null,
                    NamedResource.ofName(PATH),
                    new ByteArrayInputStream(text.get().getBytes(StandardCharsets.ISO_8859_1)),
                    null);
            if (loaded != null) {
                loaded.forEach(pairs::add);
            }
            return pairs.isEmpty() ? Optional.empty() : Optional.of(new HostKeys(pairs));
        } catch (IOException | GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    /** Randomness that is none. */
    private static final class Repeatable extends SecureRandom {

        private static final long serialVersionUID = 1L;

        private final Random source;

        Repeatable(Random source) {
            this.source = source;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            source.nextBytes(bytes);
        }
    }
}
