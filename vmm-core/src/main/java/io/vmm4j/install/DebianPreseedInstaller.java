package io.vmm4j.install;

import io.vmm4j.InvalidValueException;
import io.vmm4j.VmSpec;
import io.vmm4j.install.GuestFile.Delivery;
import io.vmm4j.install.internal.LinuxRules;
import io.vmm4j.install.internal.LinuxScript;
import io.vmm4j.install.internal.Preseed;
import io.vmm4j.install.internal.SecretTexts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Installs Debian from its netinst image on the serial console, answered by a preseed file served to the guest alone. The
 * installer turns the VM off when it is done. The first user and all others are made by a script at the end of the
 * installation, as the installer has no way for their keys.
 *
 * <p>The {@linkplain GuestFiles#kernelArguments kernel arguments} hold what the installer needs before it can fetch the
 * file: its network, and {@link HostAddresses#HOST_PLACE} where the host's address belongs.
 */
public final class DebianPreseedInstaller implements Installer {

    /** The name of the file. */
    public static final String PRESEED = "preseed.cfg";

    /** The name by which the script is shown that the file holds. */
    public static final String SCRIPT = "late_command";

    private static final Pattern MIRROR = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]{1,5})?");

    private final String mirror;

    private DebianPreseedInstaller(String mirror) {
        this.mirror = mirror;
    }

    /** Installs from deb.debian.org. */
    public static DebianPreseedInstaller create() {
        return new DebianPreseedInstaller("deb.debian.org");
    }

    /**
     * The same from another mirror, a host with perhaps a port, which has the archive in {@code /debian}.
     *
     * @throws InvalidValueException if it is no host
     */
    public DebianPreseedInstaller mirror(String host) {
        if (!MIRROR.matcher(host).matches()) {
            throw InvalidValueException.of(SetupError.HOSTNAME_SYNTAX, "mirror", host);
        }
        return new DebianPreseedInstaller(host);
    }

    @Override
    public String system() {
        return "Debian";
    }

    @Override
    public PasswordScheme passwordScheme() {
        return PasswordScheme.SHA_512_CRYPT;
    }

    @Override
    public GuestFiles files(VmSpec vm, GuestSetup setup) {
        LinuxChecks.check(system(), vm, setup, LinuxChecks.DEBIAN_PACKAGE);
        String script = LinuxScript.of(setup, LinuxScript.Flavour.DEBIAN)
                .command("mkdir", "-p", "/etc/default/grub.d")
                .write("/etc/default/grub.d/90-vmm4j.cfg", "644", "GRUB_TERMINAL=serial\n")
                .command("update-grub")
                .firstBootBySystemd(setup.firstBoot())
                .text();
        String encoded = Base64.getEncoder().encodeToString(script.getBytes(StandardCharsets.UTF_8));
        String preseed = Preseed.of(setup, mirror, LinuxRules.targetDisk(vm), encoded);
        List<String> secrets = new ArrayList<>(SecretTexts.of(setup));
        if (secrets.stream().anyMatch(script::contains)) {
            secrets.add(encoded);
        }
        return new GuestFiles(
                List.of(
                        GuestFile.withSecrets(PRESEED, Delivery.HTTP, preseed, secrets),
                        GuestFile.withSecrets(SCRIPT, Delivery.EMBEDDED, script, secrets)),
                Optional.empty(),
                Preseed.kernelArguments(setup),
                setup.hostKey().map(SshHostKey::publicKey));
    }
}
