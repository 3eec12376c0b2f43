package io.vmm4j.ssh.internal;

import java.security.InvalidKeyException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyFactorySpi;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.KeySpec;
import net.schmizz.sshj.common.SecurityUtils;

/** Lets sshj use the JDK's cryptography, which for AES is several times faster than Bouncy Castle's. One choice for the process. */
final class JdkCrypto {

    private static final String ECDSA = "ECDSA";

    private JdkCrypto() {}

    /** Makes the choice; must come before anything else of sshj's, which would register Bouncy Castle by itself. */
    static synchronized void choose() {
        SecurityUtils.setRegisterBouncyCastle(false);
        try {
            KeyFactory.getInstance(ECDSA);
        } catch (NoSuchAlgorithmException e) {
            // sshj asks for elliptic curves by the name that they have in Bouncy Castle.
            Security.addProvider(new EcdsaProvider());
        }
    }

    /** The JDK's key factory for elliptic curves under another name. */
    private static final class EcdsaKeyFactory extends KeyFactorySpi {

        private final KeyFactory jdk;

        EcdsaKeyFactory() throws NoSuchAlgorithmException {
            jdk = KeyFactory.getInstance("EC");
        }

        @Override
        protected PublicKey engineGeneratePublic(KeySpec keySpec) throws InvalidKeySpecException {
            return jdk.generatePublic(keySpec);
        }

        @Override
        protected PrivateKey engineGeneratePrivate(KeySpec keySpec) throws InvalidKeySpecException {
            return jdk.generatePrivate(keySpec);
        }

        @Override
        protected <T extends KeySpec> T engineGetKeySpec(Key key, Class<T> keySpec) throws InvalidKeySpecException {
            return jdk.getKeySpec(key, keySpec);
        }

        @Override
        protected Key engineTranslateKey(Key key) throws InvalidKeyException {
            return jdk.translateKey(key);
        }
    }

    /** A provider of that one thing, behind all others. */
    private static final class EcdsaProvider extends Provider {

        private static final long serialVersionUID = 1L;

        EcdsaProvider() {
            super("vmm4j", "1", "the JDK's EC key factory under the name ECDSA");
            putService(new Service(this, "KeyFactory", ECDSA, EcdsaKeyFactory.class.getName(), null, null) {
                @Override
                public Object newInstance(Object constructorParameter) throws NoSuchAlgorithmException {
                    return new EcdsaKeyFactory();
                }
            });
        }
    }
}
