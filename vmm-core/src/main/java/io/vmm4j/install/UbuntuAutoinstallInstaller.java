package io.vmm4j.install;

import io.vmm4j.VmSpec;
import io.vmm4j.install.GuestFile.Delivery;
import io.vmm4j.install.internal.CloudConfig;
import io.vmm4j.install.internal.LinuxRules;
import io.vmm4j.install.internal.SecretTexts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Installs Ubuntu Server from its live image unattended: a seed with the label {@code cidata} that holds an
 * {@code autoinstall} section. The installed system is set up by cloud-init at its first boot, from what that section hands
 * on to it; the installer itself turns the VM off when it is done.
 *
 * <p>The image must be started with the {@linkplain GuestFiles#kernelArguments kernel arguments}, as it asks for a
 * confirmation otherwise. Memory below 2 GiB is too little for it.
 */
public final class UbuntuAutoinstallInstaller implements Installer {

    private static final String GRUB = "/target/etc/default/grub.d/90-vmm4j.cfg";

    private UbuntuAutoinstallInstaller() {}

    /** An installer of the release whose image the VM gets. */
    public static UbuntuAutoinstallInstaller create() {
        return new UbuntuAutoinstallInstaller();
    }

    @Override
    public String system() {
        return "Ubuntu Server";
    }

    @Override
    public PasswordScheme passwordScheme() {
        return PasswordScheme.SHA_512_CRYPT;
    }

    @Override
    public GuestFiles files(VmSpec vm, GuestSetup setup) {
        LinuxChecks.check(system(), vm, setup, LinuxChecks.DEBIAN_PACKAGE);
        String userData = CloudConfig.userData(Map.of("autoinstall", autoinstall(vm, setup)));
        Map<String, Object> metaData = CloudConfig.metaData(CloudImageInstaller.instanceId(vm, userData), setup);
        return new GuestFiles(
                List.of(
                        GuestFile.withSecrets("user-data", Delivery.SEED, userData, SecretTexts.of(setup)),
                        GuestFile.open("meta-data", Delivery.SEED, CloudConfig.yaml(metaData))),
                Optional.of(CloudImageInstaller.LABEL),
                List.of("autoinstall", LinuxRules.CONSOLE, "---"),
                setup.hostKey().map(SshHostKey::publicKey));
    }

    private static Map<String, Object> autoinstall(VmSpec vm, GuestSetup setup) {
        Map<String, Object> section = new LinkedHashMap<>();
        section.put("version", 1);
        section.put("locale", "en_US.UTF-8");
        section.put("keyboard", Map.of("layout", "us"));
        section.put("network", CloudConfig.network(setup));
        section.put("storage", Map.of("layout", storage(LinuxRules.targetDisk(vm))));
        Map<String, Object> ssh = new LinkedHashMap<>();
        ssh.put("install-server", true);
        ssh.put("allow-pw", CloudConfig.passwordsBySsh(setup));
        section.put("ssh", ssh);
        section.put("timezone", setup.timeZone().value());
        section.put("user-data", CloudConfig.of(setup, "/bin/bash"));
        section.put("late-commands", lateCommands());
        section.put("shutdown", "poweroff");
        return section;
    }

    private static Map<String, Object> storage(String disk) {
        Map<String, Object> layout = new LinkedHashMap<>();
        layout.put("name", "direct");
        layout.put("match", Map.of("path", disk));
        return layout;
    }

    /** GRUB and the kernel of the installed system speak on the serial port. */
    private static List<List<String>> lateCommands() {
        String settings = "GRUB_CMDLINE_LINUX=\"" + LinuxRules.CONSOLE + "\"\nGRUB_TERMINAL=serial\n";
        return List.of(
                List.of("mkdir", "-p", "/target/etc/default/grub.d"),
                List.of("sh", "-c", "printf '%s' \"$1\" > \"$2\"", "sh", settings, GRUB),
                List.of("curtin", "in-target", "--target=/target", "--", "update-grub"));
    }
}
