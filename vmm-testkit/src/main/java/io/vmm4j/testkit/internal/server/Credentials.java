package io.vmm4j.testkit.internal.server;

import io.vmm4j.testkit.internal.fs.FileText;
import io.vmm4j.testkit.internal.kernel.Account;
import io.vmm4j.testkit.internal.kernel.Machine;
import io.vmm4j.testkit.internal.kernel.SystemError;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.Optional;
import org.apache.sshd.common.config.keys.AuthorizedKeyEntry;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.apache.sshd.server.auth.password.PasswordAuthenticator;
import org.apache.sshd.server.auth.pubkey.PublickeyAuthenticator;
import org.apache.sshd.server.session.ServerSession;
import org.jspecify.annotations.Nullable;

/** Who may log in: by the machine's passwords, and by the authorized_keys files on its disk. */
final class Credentials implements PasswordAuthenticator, PublickeyAuthenticator {

    private final Machine machine;

    Credentials(Machine machine) {
        this.machine = machine;
    }

    @Override
    public boolean authenticate(String username, String password, @Nullable ServerSession session) {
        SshdConfig config = SshdConfig.of(machine);
        boolean allowed = username.equals("root") ? config.rootByPassword() : config.passwords();
        return allowed && machine.accounts().isPassword(username, password);
    }

    @Override
    public boolean authenticate(String username, PublicKey key, @Nullable ServerSession session) {
        Optional<Account> account = machine.accounts().user(username);
        if (account.isEmpty()
                || (username.equals("root") && !SshdConfig.of(machine).root())) {
            return false;
        }
        String lines;
        try {
            lines = FileText.read(machine.files(), account.get().home() + "/.ssh/authorized_keys");
        } catch (SystemError e) {
            return false;
        }
        return lines.lines().anyMatch(line -> matches(line, key));
    }

    private static boolean matches(String line, PublicKey key) {
        try {
            AuthorizedKeyEntry entry = AuthorizedKeyEntry.parseAuthorizedKeyEntry(line);
            PublicKey authorized = entry == null ? null : entry.resolvePublicKey(null, PublicKeyEntryResolver.IGNORING);
            return authorized != null && KeyUtils.compareKeys(authorized, key);
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            // A line that is no key lets nobody in.
            return false;
        }
    }
}
