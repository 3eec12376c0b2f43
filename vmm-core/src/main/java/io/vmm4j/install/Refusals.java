package io.vmm4j.install;

import io.vmm4j.InvalidValueException;
import io.vmm4j.error.Problem;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a system cannot be given. */
final class Refusals {

    private final String system;

    Refusals(String system) {
        this.system = system;
    }

    /** Every password hashed by the scheme that the system reads. */
    void requireScheme(GuestSetup setup, PasswordScheme wanted) {
        requireScheme("root", setup.root().password(), wanted);
        setup.users().forEach(user -> requireScheme(user.name().value(), user.password(), wanted));
    }

    private void requireScheme(String who, Optional<PasswordHash> hash, PasswordScheme wanted) {
        if (hash.isPresent() && hash.get().scheme() != wanted) {
            throw new InvalidValueException(InvalidValueException.problem(SetupError.HASH_WRONG_SCHEME, "password", who)
                    .with("scheme", hash.get().scheme())
                    .with("system", system)
                    .with("wanted", wanted));
        }
    }

    /** Every package of a name that the system could have. */
    void requirePackages(GuestSetup setup, Pattern syntax) {
        for (PackageName name : setup.packages()) {
            if (!syntax.matcher(name.value()).matches()) {
                throw new InvalidValueException(
                        InvalidValueException.problem(SetupError.PACKAGE_FOREIGN, "package", name.value())
                                .with("system", system));
            }
        }
    }

    /** Something that this system's installer has no way for. */
    InvalidValueException missing(String argument, String reason, String remedy) {
        return new InvalidValueException(Problem.of(SetupError.FEATURE_MISSING)
                .with("argument", argument)
                .with("system", system)
                .with("reason", reason)
                .with("remedy", remedy));
    }
}
