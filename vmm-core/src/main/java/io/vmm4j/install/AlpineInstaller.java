package io.vmm4j.install;

import io.vmm4j.VmSpec;
import io.vmm4j.install.GuestFile.Delivery;
import io.vmm4j.install.internal.AlpineAnswers;
import io.vmm4j.install.internal.LinuxRules;
import io.vmm4j.install.internal.LinuxScript;
import io.vmm4j.install.internal.SecretTexts;
import java.util.List;

/**
 * Installs Alpine from its {@code virt} image over the serial console: an answer file for {@code setup-alpine}, a script
 * for the new system, and the script that runs both and turns the VM off. The answers are those of Alpine 3.17 and later.
 *
 * <p>While it is installed, root of the live system has no password, as it has from the start; the new system's root has
 * the one of the setup, or none that matches.
 */
public final class AlpineInstaller implements Installer {

    /** The answer file. */
    public static final String ANSWERS = "/tmp/answers";

    /** What is run in the new system. */
    public static final String SETUP = "/tmp/setup.sh";

    /** What is run in the live system, as {@code sh /tmp/install.sh}. */
    public static final String INSTALL = "/tmp/install.sh";

    private AlpineInstaller() {}

    /** An installer of the release whose image the VM gets. */
    public static AlpineInstaller create() {
        return new AlpineInstaller();
    }

    @Override
    public String system() {
        return "Alpine";
    }

    @Override
    public PasswordScheme passwordScheme() {
        return PasswordScheme.SHA_512_CRYPT;
    }

    @Override
    public GuestFiles files(VmSpec vm, GuestSetup setup) {
        LinuxChecks.check(system(), vm, setup, LinuxChecks.ALPINE_PACKAGE);
        String disk = LinuxRules.targetDisk(vm);
        LinuxScript script = LinuxScript.of(setup, LinuxScript.Flavour.ALPINE);
        if (!setup.packages().isEmpty()) {
            script.command(AlpineAnswers.addPackages(setup));
        }
        List<String> secrets = SecretTexts.of(setup);
        return GuestFiles.of(
                List.of(
                        GuestFile.open(ANSWERS, Delivery.CONSOLE, AlpineAnswers.of(setup, disk)),
                        GuestFile.withSecrets(
                                SETUP,
                                Delivery.CONSOLE,
                                script.firstBootByOpenRc(setup.firstBoot()).text(),
                                secrets),
                        GuestFile.open(INSTALL, Delivery.CONSOLE, AlpineAnswers.install(disk, ANSWERS, SETUP))),
                setup);
    }
}
