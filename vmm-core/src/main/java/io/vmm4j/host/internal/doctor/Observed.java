package io.vmm4j.host.internal.doctor;

import io.vmm4j.VmSpec;
import io.vmm4j.VmStatus;
import io.vmm4j.host.HostProbe;
import io.vmm4j.host.OpenQuestion;
import io.vmm4j.host.internal.setup.LoginClasses;
import io.vmm4j.internal.HostInterface;
import io.vmm4j.vmconf.VmConf;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that was seen of a host in one round trip.
 *
 * @param probe what every probe finds
 * @param vms what vmd(8) lists
 * @param configuration /etc/vm.conf; an empty one if there is no file
 * @param complaints what {@code vmd -n} says of it; empty if it accepts it
 * @param records what the SDK recorded on the host
 * @param nodes the device nodes
 * @param interfaces the network interfaces
 * @param forwarding whether the host forwards packets
 * @param filtering whether pf(4) is enabled
 * @param rules the rules of pf(4) in force
 * @param log the last lines of /var/log/daemon
 * @param clock how far the host's clock is ahead of this program's; zero if the round trip may explain it
 * @param classes the login classes
 * @param fileSystems the mounted file systems
 * @param rights what the user may do
 * @param facts the answers that the probe is made of, as far as they may stay out
 */
record Observed(
        HostProbe probe,
        Seen<List<VmStatus>> vms,
        Seen<VmConf> configuration,
        Seen<Optional<String>> complaints,
        Seen<List<VmSpec>> records,
        Seen<Nodes> nodes,
        Seen<List<HostInterface>> interfaces,
        Seen<Boolean> forwarding,
        Seen<Boolean> filtering,
        Seen<List<String>> rules,
        Seen<List<String>> log,
        Seen<Duration> clock,
        Seen<LoginClasses> classes,
        Seen<List<FileSystem>> fileSystems,
        Seen<Rights> rights,
        List<Seen<?>> facts) {

    /** What could not be seen, each question once. */
    List<OpenQuestion> open() {
        Stream<Seen<?>> questions = Stream.of(
                vms,
                configuration,
                complaints,
                records,
                nodes,
                interfaces,
                forwarding,
                filtering,
                rules,
                log,
                clock,
                classes,
                fileSystems,
                rights);
        return Stream.concat(facts.stream(), questions)
                .flatMap(seen -> seen.open().stream())
                .distinct()
                .toList();
    }
}
