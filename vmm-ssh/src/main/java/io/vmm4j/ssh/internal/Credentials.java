package io.vmm4j.ssh.internal;

import com.hierynomus.sshj.common.KeyDecryptionFailedException;
import io.vmm4j.error.Problem;
import io.vmm4j.exec.Secret;
import io.vmm4j.exec.internal.Reasons;
import io.vmm4j.ssh.AuthenticationException;
import io.vmm4j.ssh.SshCredential;
import io.vmm4j.ssh.SshError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.schmizz.sshj.DefaultConfig;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.userauth.UserAuthException;
import net.schmizz.sshj.userauth.keyprovider.KeyProvider;
import net.schmizz.sshj.userauth.method.AuthKeyboardInteractive;
import net.schmizz.sshj.userauth.method.AuthMethod;
import net.schmizz.sshj.userauth.method.AuthPassword;
import net.schmizz.sshj.userauth.method.AuthPublickey;
import net.schmizz.sshj.userauth.method.PasswordResponseProvider;
import net.schmizz.sshj.userauth.password.PasswordFinder;
import net.schmizz.sshj.userauth.password.Resource;
import org.jspecify.annotations.Nullable;

/** Logs in. Keys are read before anything is connected, so that a wrong passphrase never looks like a refused key. */
final class Credentials {

    private static final List<String> DEFAULT_KEYS = List.of("id_ed25519", "id_ecdsa", "id_rsa");

    private final SshSettings settings;
    private final List<AuthMethod> methods = new ArrayList<>();
    private final List<String> names = new ArrayList<>();

    private Credentials(SshSettings settings) {
        this.settings = settings;
    }

    static Credentials load(SshSettings settings) {
        Credentials credentials = new Credentials(settings);
        if (settings.credentials().isEmpty()) {
            credentials.addDefaultKeys();
        }
        settings.credentials().forEach(credentials::add);
        return credentials;
    }

    private void addDefaultKeys() {
        Path directory = Path.of(System.getProperty("user.home"), ".ssh");
        DEFAULT_KEYS.stream().map(directory::resolve).filter(Files::isReadable).forEach(file -> {
            try {
                addKey(file, Optional.empty());
            } catch (AuthenticationException e) {
                // A default key with a passphrase is one for somebody else's use.
            }
        });
        if (methods.isEmpty()) {
            throw new AuthenticationException(
                    Problem.of(SshError.NO_CREDENTIALS)
                            .with("target", settings.address())
                            .with("file", directory),
                    null);
        }
    }

    private void add(SshCredential credential) {
        if (credential instanceof SshCredential.KeyFile key) {
            addKey(key.file(), key.passphrase());
        } else if (credential instanceof SshCredential.Password password) {
            PasswordFinder finder = new OneSecret(password.secret());
            methods.add(new AuthPassword(finder));
            methods.add(new AuthKeyboardInteractive(new PasswordResponseProvider(finder)));
            names.add("the password");
        }
    }

    private void addKey(Path file, Optional<Secret> passphrase) {
        try (SSHClient reader = new SSHClient(new DefaultConfig())) {
            EncryptedPem.requireReadable(file, passphrase);
            KeyProvider key = reader.loadKeys(
                    file.toString(), passphrase.map(OneSecret::new).orElse(null));
            key.getPublic();
            key.getPrivate();
            methods.add(new AuthPublickey(key));
            names.add("the key " + file);
        } catch (IOException | RuntimeException e) {
            throw new AuthenticationException(
                    Problem.of(SshError.KEY_UNUSABLE).with("file", file).with("reason", reason(file, passphrase, e)),
                    e);
        }
    }

    private static String reason(Path file, Optional<Secret> passphrase, Exception e) {
        if (!Files.exists(file)) {
            return "there is no such file";
        }
        if (!Files.isReadable(file)) {
            return "it may not be read";
        }
        if (e instanceof KeyDecryptionFailedException || isEncryptedPem(file)) {
            return passphrase.isPresent() ? "the passphrase is wrong" : "it needs a passphrase";
        }
        return Reasons.of(e);
    }

    private static boolean isEncryptedPem(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).contains("ENCRYPTED");
        } catch (IOException e) {
            return false;
        }
    }

    void login(SSHClient client) throws IOException {
        try {
            client.auth(settings.address().user(), methods);
        } catch (UserAuthException e) {
            if (!client.isConnected()) {
                throw e;
            }
            List<String> offered = new ArrayList<>();
            client.getUserAuth().getAllowedMethods().forEach(offered::add);
            throw new AuthenticationException(
                    Problem.of(SshError.AUTHENTICATION_FAILED)
                            .with("target", settings.address())
                            .with("tried", String.join(" or ", names))
                            .with("offered", offered.isEmpty() ? "nothing else" : String.join(", ", offered)),
                    e);
        }
    }

    /** Gives out a secret once for each question, and does not try again when it was refused. */
    private static final class OneSecret implements PasswordFinder {

        private final Secret secret;

        OneSecret(Secret secret) {
            this.secret = secret;
        }

        @Override
        public char @Nullable [] reqPassword(@Nullable Resource<?> resource) {
            return secret.revealCharacters();
        }

        @Override
        public boolean shouldRetry(@Nullable Resource<?> resource) {
            return false;
        }
    }
}
