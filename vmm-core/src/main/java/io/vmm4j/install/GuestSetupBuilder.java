package io.vmm4j.install;

import io.vmm4j.InvalidValueException;
import io.vmm4j.MacAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Collects what a {@link GuestSetup} is made of. Not thread safe; can be built from more than once.
 *
 * <p>Defaults: no users, no login for root, DHCP, UTC, no packages, no commands, a host key that the guest makes itself.
 */
public final class GuestSetupBuilder {

    Hostname hostname;
    final List<GuestUser> users = new ArrayList<>();
    RootLogin root = RootLogin.none();
    GuestNetwork network = GuestNetwork.dhcp();
    Optional<MacAddress> lladdr = Optional.empty();
    TimeZone timeZone = TimeZone.UTC;
    final List<PackageName> packages = new ArrayList<>();
    final List<FirstBootCommand> firstBoot = new ArrayList<>();
    Optional<SshHostKey> hostKey = Optional.empty();

    GuestSetupBuilder(Hostname hostname) {
        this.hostname = Objects.requireNonNull(hostname, "hostname");
    }

    GuestSetupBuilder(GuestSetup setup) {
        hostname = setup.hostname();
        users.addAll(setup.users());
        root = setup.root();
        network = setup.network();
        lladdr = setup.lladdr();
        timeZone = setup.timeZone();
        packages.addAll(setup.packages());
        firstBoot.addAll(setup.firstBoot());
        hostKey = setup.hostKey();
    }

    /** Another name. */
    public GuestSetupBuilder hostname(String text) {
        hostname = Hostname.of(text);
        return this;
    }

    /** One more user. */
    public GuestSetupBuilder user(GuestUser user) {
        users.add(Objects.requireNonNull(user, "user"));
        return this;
    }

    /** How root logs in. */
    public GuestSetupBuilder root(RootLogin login) {
        root = Objects.requireNonNull(login, "root");
        return this;
    }

    /** How the first interface gets its address. */
    public GuestSetupBuilder network(GuestNetwork how) {
        network = Objects.requireNonNull(how, "network");
        return this;
    }

    /** The Ethernet address that vm.conf(5) gives to the first interface. */
    public GuestSetupBuilder lladdr(MacAddress address) {
        lladdr = Optional.of(address);
        return this;
    }

    /** The time zone: {@code Europe/Amsterdam}. */
    public GuestSetupBuilder timeZone(String name) {
        timeZone = TimeZone.of(name);
        return this;
    }

    /** One more package. */
    public GuestSetupBuilder addPackage(String name) {
        packages.add(PackageName.of(name));
        return this;
    }

    /** One more command of the first boot, after those there are. */
    public GuestSetupBuilder firstBoot(FirstBootCommand command) {
        firstBoot.add(Objects.requireNonNull(command, "firstBoot"));
        return this;
    }

    /** The host key that the guest gets. */
    public GuestSetupBuilder hostKey(SshHostKey key) {
        hostKey = Optional.of(key);
        return this;
    }

    /** A host key that the guest makes itself. */
    public GuestSetupBuilder noHostKey() {
        hostKey = Optional.empty();
        return this;
    }

    /**
     * The setup.
     *
     * @throws InvalidValueException if two users have one name
     */
    public GuestSetup build() {
        return new GuestSetup(this);
    }
}
