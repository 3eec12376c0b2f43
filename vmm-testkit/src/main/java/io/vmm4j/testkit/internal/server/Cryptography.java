package io.vmm4j.testkit.internal.server;

import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.common.util.security.bouncycastle.BouncyCastleSecurityProviderRegistrar;

/**
 * MINA's cryptography. It needs Bouncy Castle for ed25519 and would add it to the providers of the whole process, where it would
 * serve the program under test as well; here it keeps it to itself.
 */
final class Cryptography {

    private Cryptography() {}

    /** Makes the choice, once for the process; must come before anything else of MINA's. */
    static synchronized void choose() {
        if (SecurityUtils.isRegistrationCompleted()
                || SecurityUtils.isProviderRegistered(SecurityUtils.BOUNCY_CASTLE)) {
            return;
        }
        BouncyCastleSecurityProviderRegistrar registrar = new BouncyCastleSecurityProviderRegistrar();
        registrar
                .getProperties()
                .put(
                        registrar.getConfigurationPropertyName(
                                BouncyCastleSecurityProviderRegistrar.NAMED_PROVIDER_PROPERTY),
                        false);
        if (SecurityUtils.registerSecurityProvider(registrar) != null) {
            SecurityUtils.setDefaultProviderChoice(registrar);
        }
    }
}
