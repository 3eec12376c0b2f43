package io.vmm4j.install;

import io.vmm4j.host.OpenBsdRelease;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What OpenBSD's installer finds in a guest, as far as its questions depend on it.
 *
 * @param release the release that is installed
 * @param interfaces the network interfaces that can be configured, in the installer's order
 * @param disks the disks, in the installer's order
 * @param cdroms the cdrom drives
 * @param dhcpHostname the host name that the DHCP server gives
 * @param unsignedDirectories where on a web server sets lie without SHA256.sig
 * @param traits what else is so
 */
public record InstallTarget(
        OpenBsdRelease release,
        List<String> interfaces,
        List<String> disks,
        List<String> cdroms,
        Optional<String> dhcpHostname,
        Set<String> unsignedDirectories,
        Set<Trait> traits) {

    /** What is so, or not. */
    public enum Trait {
        /** The guest has a display besides its serial port. Under vmd(8) none has. */
        DISPLAY,
        /** The guest was started by {@code vmctl start -B net}. */
        NETBOOTED,
        /** The DHCP server gives name servers, as vmd's own does. */
        DHCP_NAMESERVERS,
        /** The mirror service of the project answers, with a list of mirrors and a time zone. */
        MIRROR_SERVICE,
        /** The root disk has an OpenBSD area already. */
        OPENBSD_AREA;
    }

    public InstallTarget {
        interfaces = List.copyOf(interfaces);
        disks = List.copyOf(disks);
        cdroms = List.copyOf(cdroms);
        unsignedDirectories = Set.copyOf(unsignedDirectories);
        traits = Set.copyOf(traits);
    }

    /** A guest of vmd(8) with one disk and one interface, booted by {@code -B net}. */
    public static InstallTarget netbooted(OpenBsdRelease release) {
        return new InstallTarget(
                release,
                List.of("vio0"),
                List.of("sd0"),
                List.of(),
                Optional.empty(),
                Set.of(),
                EnumSet.of(Trait.NETBOOTED, Trait.DHCP_NAMESERVERS));
    }

    /** Whether this is so. */
    public boolean has(Trait trait) {
        return traits.contains(trait);
    }

    /** The same with that trait. */
    public InstallTarget with(Trait trait) {
        EnumSet<Trait> more = traits.isEmpty() ? EnumSet.noneOf(Trait.class) : EnumSet.copyOf(traits);
        more.add(trait);
        return new InstallTarget(release, interfaces, disks, cdroms, dhcpHostname, unsignedDirectories, more);
    }

    /** The same with sets without SHA256.sig in that directory of a web server. */
    public InstallTarget withUnsigned(String directory) {
        return new InstallTarget(release, interfaces, disks, cdroms, dhcpHostname, Set.of(directory), traits);
    }

    /** The same with these disks. */
    public InstallTarget withDisks(List<String> names) {
        return new InstallTarget(release, interfaces, names, cdroms, dhcpHostname, unsignedDirectories, traits);
    }

    /** The same with these cdrom drives. */
    public InstallTarget withCdroms(List<String> names) {
        return new InstallTarget(release, interfaces, disks, names, dhcpHostname, unsignedDirectories, traits);
    }
}
