package io.vmm4j.install.internal;

import io.vmm4j.DeleteOptions;
import io.vmm4j.DiskSpec;
import io.vmm4j.HostPath;
import io.vmm4j.Ipv4Address;
import io.vmm4j.StopPolicy;
import io.vmm4j.Vm;
import io.vmm4j.VmInfo;
import io.vmm4j.VmSpec;
import io.vmm4j.disk.DiskError;
import io.vmm4j.disk.DiskException;
import io.vmm4j.guest.GuestShell;
import io.vmm4j.guest.HostKey;
import io.vmm4j.guest.HostKeyTrust;
import io.vmm4j.install.GuestSetup;
import io.vmm4j.install.InstallSite;
import io.vmm4j.media.CatalogEntry;
import io.vmm4j.media.Medium;
import io.vmm4j.operation.HostReservations;
import io.vmm4j.operation.Kept;
import io.vmm4j.operation.Leftover;
import io.vmm4j.operation.Nothing;
import io.vmm4j.operation.Resource;
import io.vmm4j.operation.Run;
import io.vmm4j.operation.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The steps that all installations share. */
final class GuestSteps {

    private static final Duration MARGIN = Duration.ofMinutes(1);

    private final InstallSite site;
    private final VmSpec vm;
    private final InstallRoom room;

    GuestSteps(InstallSite site, VmSpec vm) {
        this.site = site;
        this.vm = vm;
        this.room = new InstallRoom(site.host().executor());
    }

    private Vm machine() {
        return site.host().vm(vm.name());
    }

    /** Looks whether it is possible at all. */
    Step<Nothing> checking(Optional<CatalogEntry> entry) {
        return Step.named("checking").does(run -> {
            Preflight.require(site, vm, entry);
            return Nothing.NOTHING;
        });
    }

    Step<List<Resource>> reserving() {
        List<Resource> wanted =
                new ArrayList<>(List.of(Resource.vmName(vm.name().value())));
        vm.newDisks()
                .forEach(disk -> wanted.add(Resource.file(disk.image().path().value())));
        return HostReservations.on(site.host().executor()).step("reserving", run -> wanted);
    }

    /** Sees to it that a medium is on the host, verified. It stays there for the next guest. */
    Step<String> fetching(String name, Medium medium) {
        return Step.named(name, Kept.text())
                .within(site.fetching().limit().plus(MARGIN))
                .usually(Duration.ofSeconds(30))
                .does(run -> site.media()
                        .fetch(medium, site.fetching().telling(progress -> run.report(progress.toString())))
                        .path()
                        .value());
    }

    /** Makes the directory of the installation, which goes with it. */
    Step<Nothing> preparing() {
        return Step.named("preparing")
                .temporary()
                .doneIf(run -> room.has(run, "made") ? Optional.of(Nothing.NOTHING) : Optional.empty())
                .undoneBy(site.host().executor(), (run, made) -> List.of(InstallRoom.leftover(run)))
                .does(run -> {
                    room.make(run);
                    return Nothing.NOTHING;
                });
    }

    /** Makes the disks that are new. */
    Step<Nothing> makingDisks() {
        List<DiskSpec.New> disks = vm.newDisks();
        return Step.named("making_disks")
                .usually(Duration.ofSeconds(5))
                .doneIf(run -> room.has(run, "disks") ? Optional.of(Nothing.NOTHING) : Optional.empty())
                .undoneBy(
                        (run, made) -> {
                            for (int i = 0; i < disks.size(); i++) {
                                if (room.has(run, InstallRoom.claim(i))) {
                                    remove(disks.get(i).image().path());
                                }
                            }
                        },
                        (run, made) -> disks.stream()
                                .map(disk -> Leftover.of(
                                        Leftover.Kind.DISK,
                                        disk.image().path().value(),
                                        "rm",
                                        "-f",
                                        disk.image().path().value()))
                                .toList())
                .does(run -> {
                    for (int i = 0; i < disks.size(); i++) {
                        room.claim(run, i, disks.get(i).image().path());
                        make(run, i, disks.get(i));
                    }
                    room.mark(run, "disks");
                    return Nothing.NOTHING;
                });
    }

    private void make(Run run, int number, DiskSpec.New disk) {
        try {
            site.host().disks().create(disk);
        } catch (DiskException e) {
            if (e.code() == DiskError.EXISTS) {
                room.disclaim(run, number);
            }
            throw e;
        }
    }

    private void remove(HostPath image) {
        try {
            site.host().disks().delete(image);
        } catch (DiskException e) {
            if (e.code() != DiskError.NOT_FOUND) {
                throw e;
            }
        }
    }

    /** Makes the VM as it is to be, which then runs. */
    Step<Nothing> creating(VmSpec last, Optional<HostKey> known) {
        return Step.named("creating_vm")
                .usually(Duration.ofSeconds(5))
                .doneIf(run -> ours(last).filter(VmInfo::isRunning).map(info -> Nothing.NOTHING))
                .undoneBy(
                        (run, made) -> {
                            if (ours(last).isPresent()) {
                                machine().delete(DeleteOptions.keepingDisks().stopping(StopPolicy.force()));
                            }
                        },
                        (run, made) -> List.of(stop()))
                .does(run -> {
                    site.host().create(last);
                    known.ifPresent(key -> machine().guest().hostKeys().pin(Set.of(key)));
                    return Nothing.NOTHING;
                });
    }

    private Optional<VmInfo> ours(VmSpec last) {
        return machine()
                .status()
                .filter(info -> info.spec().filter(last::equals).isPresent());
    }

    /** How to end the VM by hand. */
    Leftover stop() {
        String name = vm.name().value();
        return Leftover.of(Leftover.Kind.VM, name, "sh", "-c", "vmctl stop -f -w \"$1\" 2>/dev/null; true", "sh", name);
    }

    Step<Ipv4Address> addressing() {
        return Step.named("awaiting_address", Kept.text(Ipv4Address.class, Ipv4Address::of))
                .within(site.answering().plus(MARGIN))
                .usually(Duration.ofSeconds(5))
                .does(run ->
                        Ipv4Address.of(machine().awaitAddress(site.answering()).address()));
    }

    /** Waits until the guest answers, and logs in if somebody can; hands on the host key, or nothing. */
    Step<String> answering(GuestSetup setup) {
        return Step.named("awaiting_ssh", Kept.text())
                .within(site.answering().plus(MARGIN))
                .usually(Duration.ofSeconds(40))
                .does(run -> {
                    Optional<HostKey> known = known(setup);
                    if (site.connector().isEmpty()) {
                        run.report(machine().guest().awaitSsh(site.answering()).toString());
                        return known.map(HostKey::toString).orElse("");
                    }
                    HostKeyTrust trust = known.map(key -> HostKeyTrust.announced(Set.of(key)))
                            .orElseGet(HostKeyTrust::onFirstUse);
                    try (GuestShell shell =
                            machine().guest().connect(site.connector().get(), trust, site.answering())) {
                        return shell.hostKey().toString();
                    }
                });
    }

    /** The host key that the setup gives the guest. */
    static Optional<HostKey> known(GuestSetup setup) {
        return setup.hostKey().map(key -> HostKey.ofPublicKey(key.publicKey().toString()));
    }

    InstallRoom room() {
        return room;
    }
}
