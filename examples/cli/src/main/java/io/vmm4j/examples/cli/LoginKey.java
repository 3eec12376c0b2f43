package io.vmm4j.examples.cli;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;

/**
 * A key pair to log in with, in the forms that OpenSSH reads.
 *
 * @param privateKey a file's content, in PEM
 * @param authorizedKey a line of authorized_keys
 */
record LoginKey(String privateKey, String authorizedKey) {

    private static final String CURVE = "nistp256";
    private static final String TYPE = "ecdsa-sha2-" + CURVE;
    private static final int COORDINATE_BYTES = 32;
    private static final int LINE = 64;
    private static final byte UNCOMPRESSED = 4;

    /** A new one. */
    static LoginKey generate(String comment) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            String pem = "-----BEGIN PRIVATE KEY-----\n"
                    + Base64.getMimeEncoder(LINE, new byte[] {'\n'})
                            .encodeToString(pair.getPrivate().getEncoded())
                    + "\n-----END PRIVATE KEY-----\n";
            String line = Base64.getEncoder().encodeToString(blob((ECPublicKey) pair.getPublic()));
            return new LoginKey(pem, TYPE + " " + line + " " + comment);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this Java cannot make a key", e);
        }
    }

    /** The public key as RFC 5656, section 3.1 has it. */
    private static byte[] blob(ECPublicKey key) throws IOException {
        ByteArrayOutputStream point = new ByteArrayOutputStream();
        point.write(UNCOMPRESSED);
        point.write(coordinate(key.getW().getAffineX()));
        point.write(coordinate(key.getW().getAffineY()));
        ByteArrayOutputStream blob = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(blob);
        for (byte[] part : new byte[][] {ascii(TYPE), ascii(CURVE), point.toByteArray()}) {
            out.writeInt(part.length);
            out.write(part);
        }
        return blob.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Of fixed width, without a sign. */
    private static byte[] coordinate(BigInteger number) {
        byte[] signed = number.toByteArray();
        byte[] fixed = new byte[COORDINATE_BYTES];
        int length = Math.min(signed.length, COORDINATE_BYTES);
        System.arraycopy(signed, signed.length - length, fixed, COORDINATE_BYTES - length, length);
        return fixed;
    }
}
