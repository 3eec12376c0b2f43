package io.vmm4j.install;

import io.vmm4j.VmSpec;
import io.vmm4j.install.GuestFile.Delivery;
import io.vmm4j.install.internal.CloudConfig;
import io.vmm4j.install.internal.SecretTexts;
import io.vmm4j.plan.FileContent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Makes a guest of a ready image that runs cloud-init: a copy of the image, and a seed (NoCloud) with the label
 * {@code cidata} in the cdrom drive. The guest never turns itself off: the seed says nothing of power.
 *
 * <p>A fixed address needs the interface's Ethernet address, or an interface whose name starts with {@code e}.
 */
public final class CloudImageInstaller implements Installer {

    /** The label that cloud-init looks for. */
    public static final String LABEL = "cidata";

    private static final int ID_LENGTH = 16;

    /** Whose image it is. */
    public enum Image {
        /** Debian's {@code generic} and {@code genericcloud}. */
        DEBIAN("Debian", "/bin/bash", LinuxChecks.DEBIAN_PACKAGE),
        /** Ubuntu's server cloud image. */
        UBUNTU("Ubuntu", "/bin/bash", LinuxChecks.DEBIAN_PACKAGE),
        /** Alpine's {@code nocloud} image with cloud-init; the one with tiny-cloud knows less. */
        ALPINE("Alpine", "/bin/ash", LinuxChecks.ALPINE_PACKAGE),
        /** Any other that runs cloud-init. */
        OTHER("a cloud image", "/bin/sh", LinuxChecks.ALPINE_PACKAGE);

        private final String system;
        private final String shell;
        private final Pattern packages;

        Image(String system, String shell, Pattern packages) {
            this.system = system;
            this.shell = shell;
            this.packages = packages;
        }
    }

    private final Image image;

    private CloudImageInstaller(Image image) {
        this.image = image;
    }

    /** An installer of that image. */
    public static CloudImageInstaller of(Image image) {
        return new CloudImageInstaller(image);
    }

    @Override
    public String system() {
        return image.system;
    }

    @Override
    public PasswordScheme passwordScheme() {
        return PasswordScheme.SHA_512_CRYPT;
    }

    /** The three files of the seed. The instance id is drawn from what they say, so that other files set up anew. */
    @Override
    public GuestFiles files(VmSpec vm, GuestSetup setup) {
        LinuxChecks.check(system(), vm, setup, image.packages);
        String userData = CloudConfig.userData(CloudConfig.of(setup, image.shell));
        Map<String, Object> metaData = CloudConfig.metaData(instanceId(vm, userData), setup);
        return new GuestFiles(
                List.of(
                        GuestFile.withSecrets("user-data", Delivery.SEED, userData, SecretTexts.of(setup)),
                        GuestFile.open("meta-data", Delivery.SEED, CloudConfig.yaml(metaData)),
                        GuestFile.open("network-config", Delivery.SEED, CloudConfig.yaml(CloudConfig.network(setup)))),
                Optional.of(LABEL),
                List.of(),
                setup.hostKey().map(SshHostKey::publicKey));
    }

    static String instanceId(VmSpec vm, String userData) {
        return "vmm4j-" + vm.name() + "-" + FileContent.of(userData).sha256().substring(0, ID_LENGTH);
    }
}
