package io.vmm4j.install;

import io.vmm4j.VmSpec;
import io.vmm4j.install.GuestFile.Delivery;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Leaves the installation to a person at the console: its one file says what the person is to answer. It holds no secrets:
 * who has a password is named, and the password is the person's to type.
 */
public final class ManualInstaller implements Installer {

    /** The name of the file. */
    public static final String NOTES = "notes";

    private final String system;

    private ManualInstaller(String system) {
        this.system = system;
    }

    /** An installation of that system by hand. */
    public static ManualInstaller of(String system) {
        return new ManualInstaller(system);
    }

    @Override
    public String system() {
        return system;
    }

    @Override
    public PasswordScheme passwordScheme() {
        return PasswordScheme.SHA_512_CRYPT;
    }

    @Override
    public GuestFiles files(VmSpec vm, GuestSetup setup) {
        StringBuilder text = new StringBuilder();
        text.append("host name: ").append(setup.hostname()).append('\n');
        text.append("network: ").append(network(setup.network())).append('\n');
        text.append("time zone: ").append(setup.timeZone()).append('\n');
        text.append("root: ")
                .append(login(setup.root().keys(), setup.root().password().isPresent()));
        for (GuestUser user : setup.users()) {
            text.append("user ")
                    .append(user.name())
                    .append(": ")
                    .append(user.fullName().map(name -> name + ", ").orElse(""))
                    .append(login(user.keys(), user.password().isPresent()));
        }
        setup.packages().forEach(name -> text.append("package: ").append(name).append('\n'));
        setup.firstBoot()
                .forEach(command -> text.append("command:\n").append(command).append('\n'));
        return GuestFiles.of(
                List.of(GuestFile.open(NOTES, Delivery.CONSOLE, text.toString())),
                setup.toBuilder().noHostKey().build());
    }

    private static String network(GuestNetwork network) {
        if (network instanceof GuestNetwork.Fixed fixed) {
            return fixed.cidr() + ", router " + fixed.gateway() + ", name servers "
                    + fixed.nameservers().stream().map(Object::toString).collect(Collectors.joining(", "));
        }
        return "DHCP";
    }

    private static String login(List<SshPublicKey> keys, boolean password) {
        String first = password ? "with a password\n" : "without a password\n";
        return first + keys.stream().map(key -> "  key: " + key + "\n").collect(Collectors.joining());
    }
}
