package io.vmm4j.examples.cli;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.EdECPrivateKey;
import java.util.Arrays;
import java.util.Base64;

/**
 * An Ed25519 key to log in with, without a passphrase.
 *
 * @param privateKey the content of a private key file, in OpenSSH's own format
 * @param authorizedKey a line of authorized_keys
 */
record LoginKey(String privateKey, String authorizedKey) {

    private static final String TYPE = "ssh-ed25519";
    private static final String MAGIC = "openssh-key-v1\0";
    private static final String NONE = "none";
    private static final int KEY_BYTES = 32;
    private static final int BLOCK = 8;
    private static final int LINE = 70;

    /** A new one. */
    static LoginKey generate(String comment) {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            byte[] encoded = pair.getPublic().getEncoded();
            byte[] open = Arrays.copyOfRange(encoded, encoded.length - KEY_BYTES, encoded.length);
            byte[] secret = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
            String line = TYPE + " " + Base64.getEncoder().encodeToString(publicKey(open)) + " " + comment;
            return new LoginKey(armoured(file(open, secret, comment)), line);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this Java cannot make a key", e);
        }
    }

    private static String armoured(byte[] content) {
        return "-----BEGIN OPENSSH PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(content)
                + "\n-----END OPENSSH PRIVATE KEY-----\n";
    }

    private static byte[] publicKey(byte[] open) throws IOException {
        Fields fields = new Fields();
        fields.add(TYPE);
        fields.add(open);
        return fields.bytes();
    }

    /** No cipher, no passphrase, one key; the private part is padded as if there were a cipher. */
    private static byte[] file(byte[] open, byte[] secret, String comment) throws IOException {
        Fields inner = new Fields();
        inner.add(0);
        inner.add(0);
        inner.add(TYPE);
        inner.add(open);
        byte[] both = Arrays.copyOf(secret, 2 * KEY_BYTES);
        System.arraycopy(open, 0, both, KEY_BYTES, KEY_BYTES);
        inner.add(both);
        inner.add(comment);
        inner.pad();
        Fields outer = new Fields();
        outer.out.write(MAGIC.getBytes(StandardCharsets.US_ASCII));
        outer.add(NONE);
        outer.add(NONE);
        outer.add("");
        outer.add(1);
        outer.add(publicKey(open));
        outer.add(inner.bytes());
        return outer.bytes();
    }

    /** Fields as SSH writes them: each with its length in front. */
    private static final class Fields {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final DataOutputStream out = new DataOutputStream(bytes);

        void add(int number) throws IOException {
            out.writeInt(number);
        }

        void add(String text) throws IOException {
            add(text.getBytes(StandardCharsets.UTF_8));
        }

        void add(byte[] content) throws IOException {
            out.writeInt(content.length);
            out.write(content);
        }

        /** With 1, 2, 3 ... to a whole block. */
        void pad() throws IOException {
            for (int next = 1; out.size() % BLOCK != 0; next++) {
                out.write(next);
            }
        }

        byte[] bytes() {
            return bytes.toByteArray();
        }
    }
}
