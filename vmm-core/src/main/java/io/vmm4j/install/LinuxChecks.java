package io.vmm4j.install;

import io.vmm4j.InvalidValueException;
import io.vmm4j.VmSpec;
import io.vmm4j.install.internal.LinuxRules;
import java.util.regex.Pattern;

/** What every Linux system refuses. */
final class LinuxChecks {

    static final Pattern DEBIAN_PACKAGE = Pattern.compile("[a-z0-9][a-z0-9+.-]+");
    static final Pattern ALPINE_PACKAGE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9+._-]*");

    private LinuxChecks() {}

    static Refusals check(String system, VmSpec vm, GuestSetup setup, Pattern packages) {
        Refusals refusals = new Refusals(system);
        refusals.requireScheme(setup, PasswordScheme.SHA_512_CRYPT);
        refusals.requirePackages(setup, packages);
        for (GuestUser user : setup.users()) {
            String name = user.name().value();
            if (LinuxRules.isTaken(name)) {
                throw InvalidValueException.of(SetupError.USER_RESERVED, "user name", name);
            }
        }
        if (vm.disks().isEmpty()) {
            throw refusals.missing("a VM without a disk", "there is nothing to install on", "Give the VM a disk");
        }
        return refusals;
    }
}
