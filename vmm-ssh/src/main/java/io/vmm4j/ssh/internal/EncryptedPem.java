package io.vmm4j.ssh.internal;

import io.vmm4j.exec.Secret;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.bc.BcPEMDecryptorProvider;

/**
 * Keys in the traditional PEM form with a passphrase. Without it, or with a wrong one that looks right at first, as one in 256
 * does, there is only garbage, in which sshj's own reader takes any four bytes for a length and asks for an array that large. So
 * the passphrase is tried here first, with a reader that knows how many bytes there are.
 */
final class EncryptedPem {

    /** The header of RFC 1421 that only this form has. */
    private static final String MARK = "Proc-Type: 4,ENCRYPTED";

    private EncryptedPem() {}

    /**
     * Does nothing for a file of another form, or with the right passphrase.
     *
     * @throws IOException if the passphrase does not make a key of the file, or there is none
     */
    static void requireReadable(Path file, Optional<Secret> passphrase) throws IOException {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        if (!text.contains(MARK)) {
            return;
        }
        if (passphrase.isEmpty()) {
            throw new IOException("the key is encrypted");
        }
        char[] characters = passphrase.get().revealCharacters();
        try (PEMParser parser = new PEMParser(new StringReader(text))) {
            if (parser.readObject() instanceof PEMEncryptedKeyPair encrypted) {
                encrypted
                        .decryptKeyPair(new BcPEMDecryptorProvider(characters))
                        .getPrivateKeyInfo()
                        .getEncoded();
            }
        } finally {
            Arrays.fill(characters, '\0');
        }
    }
}
