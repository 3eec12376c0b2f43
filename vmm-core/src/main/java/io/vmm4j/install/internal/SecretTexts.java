package io.vmm4j.install.internal;

import io.vmm4j.install.GuestSetup;
import io.vmm4j.install.GuestUser;
import io.vmm4j.install.PasswordHash;
import io.vmm4j.install.SshHostKey;
import java.util.ArrayList;
import java.util.List;

/** What of a setup nobody is to see. */
public final class SecretTexts {

    private SecretTexts() {}

    /** The hashes, and every line of the private key, as formats indent and join them differently. */
    public static List<String> of(GuestSetup setup) {
        List<String> texts = new ArrayList<>();
        setup.root().password().map(PasswordHash::text).ifPresent(texts::add);
        for (GuestUser user : setup.users()) {
            user.password().map(PasswordHash::text).ifPresent(texts::add);
        }
        setup.hostKey()
                .map(SshHostKey::privateKey)
                .ifPresent(key ->
                        key.lines().filter(line -> !line.startsWith("-----")).forEach(texts::add));
        return texts;
    }
}
