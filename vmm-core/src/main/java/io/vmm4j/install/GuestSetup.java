package io.vmm4j.install;

import io.vmm4j.InvalidValueException;
import io.vmm4j.MacAddress;
import java.util.List;
import java.util.Optional;

/**
 * What a guest is to be once it is installed, whatever system it gets: name, users, root's login, network, time zone,
 * packages, commands of the first boot, host key. Immutable. What one system cannot be given is refused by
 * {@link Installer#files}, not here.
 */
public final class GuestSetup {

    private final Hostname hostname;
    private final List<GuestUser> users;
    private final RootLogin root;
    private final GuestNetwork network;
    private final Optional<MacAddress> lladdr;
    private final TimeZone timeZone;
    private final List<PackageName> packages;
    private final List<FirstBootCommand> firstBoot;
    private final Optional<SshHostKey> hostKey;

    GuestSetup(GuestSetupBuilder builder) {
        hostname = builder.hostname;
        users = List.copyOf(builder.users);
        root = builder.root;
        network = builder.network;
        lladdr = builder.lladdr;
        timeZone = builder.timeZone;
        packages = List.copyOf(builder.packages);
        firstBoot = List.copyOf(builder.firstBoot);
        hostKey = builder.hostKey;
        for (GuestUser user : users) {
            if (users.stream().filter(other -> other.name().equals(user.name())).count() > 1) {
                throw InvalidValueException.of(
                        SetupError.USER_TWICE, "user", user.name().value());
            }
        }
    }

    /**
     * A builder for a guest of this name.
     *
     * @throws InvalidValueException if no guest can be called so
     */
    public static GuestSetupBuilder builder(String hostname) {
        return new GuestSetupBuilder(Hostname.of(hostname));
    }

    /** A builder that starts from this setup. */
    public GuestSetupBuilder toBuilder() {
        return new GuestSetupBuilder(this);
    }

    /** Its name. */
    public Hostname hostname() {
        return hostname;
    }

    /** Its users besides root, in the order they are made. */
    public List<GuestUser> users() {
        return users;
    }

    /** How root logs in. */
    public RootLogin root() {
        return root;
    }

    /** How its first interface gets an address. */
    public GuestNetwork network() {
        return network;
    }

    /** The Ethernet address of its first interface, where vm.conf(5) fixes it; an ad-hoc VM has a new one at each start. */
    public Optional<MacAddress> lladdr() {
        return lladdr;
    }

    /** Its time zone. */
    public TimeZone timeZone() {
        return timeZone;
    }

    /** The packages it gets, by the names that its system has for them. */
    public List<PackageName> packages() {
        return packages;
    }

    /** What it runs when it has booted from its disk for the first time. */
    public List<FirstBootCommand> firstBoot() {
        return firstBoot;
    }

    /** The SSH host key it gets; without one it makes its own. */
    public Optional<SshHostKey> hostKey() {
        return hostKey;
    }

    private List<Object> parts() {
        return List.of(hostname, users, root, network, lladdr, timeZone, packages, firstBoot, hostKey);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GuestSetup setup && setup.parts().equals(parts());
    }

    @Override
    public int hashCode() {
        return parts().hashCode();
    }

    @Override
    public String toString() {
        return "GuestSetup[" + hostname + ", users "
                + users.stream().map(GuestUser::name).toList() + ", " + network + "]";
    }
}
