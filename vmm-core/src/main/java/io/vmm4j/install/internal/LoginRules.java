package io.vmm4j.install.internal;

import java.util.Set;
import java.util.regex.Pattern;

/** The login names that OpenBSD's installer takes for its one user. */
public final class LoginRules {

    private static final Pattern OPENBSD = Pattern.compile("[a-z][-a-z0-9_]{0,30}");
    private static final Set<String> TAKEN =
            Set.of("root", "daemon", "operator", "bin", "build", "sshd", "www", "nobody", "ftp");

    private LoginRules() {}

    /** Whether the installer makes a user of this name. Answers that mean yes or no are names to it only afterwards. */
    public static boolean takenByOpenBsd(String name) {
        return OPENBSD.matcher(name).matches() && !TAKEN.contains(name);
    }
}
