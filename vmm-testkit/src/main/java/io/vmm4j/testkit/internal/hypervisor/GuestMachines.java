package io.vmm4j.testkit.internal.hypervisor;

import io.vmm4j.testkit.GuestScript;
import io.vmm4j.testkit.OpenBsdRelease;
import io.vmm4j.testkit.internal.guest.GuestSpec;
import io.vmm4j.testkit.internal.guest.GuestSystem;
import io.vmm4j.testkit.internal.guest.PowerPrograms;
import io.vmm4j.testkit.internal.guest.SshGuest;
import io.vmm4j.testkit.internal.kernel.Machine;
import io.vmm4j.testkit.internal.server.HostKeys;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What can be logged in to inside VMs. A VM keeps its machine, and what is on its disk, from start to start. To be used with the
 * lock of the machine's timeline held.
 */
final class GuestMachines {

    private final Machine host;
    private final OpenBsdRelease release;
    private final long seed;
    private final Function<String, GuestScript> scripts;
    private final Map<String, SshGuest> machines = new HashMap<>();
    private final Set<String> on = new HashSet<>();

    GuestMachines(Machine host, OpenBsdRelease release, long seed, Function<String, GuestScript> scripts) {
        this.host = host;
        this.release = release;
        this.seed = seed;
        this.scripts = scripts;
    }

    /** What everything random about the guest of a VM comes from, its host key included. */
    static long seed(long hostSeed, String vm) {
        return hostSeed * 31 + vm.hashCode();
    }

    /** The machine in a VM, if it has ever been on. */
    Optional<SshGuest> find(String vm) {
        return Optional.ofNullable(machines.get(vm));
    }

    void appear(String vm, String address) {
        GuestScript script = scripts.apply(vm);
        if (!script.hasSsh()) {
            return;
        }
        HostKeys keys = keys(vm, script.sshd().hostKey());
        if (!on.contains(vm)
                && find(vm).filter(one -> !one.hostKeys().fingerprint().equals(keys.fingerprint()))
                        .isPresent()) {
            machines.remove(vm);
        }
        SshGuest guest = machines.computeIfAbsent(vm, name -> create(name, script, keys));
        if (on.add(vm)) {
            guest.boot(address);
        } else {
            guest.resume();
        }
    }

    private HostKeys keys(String vm, int number) {
        return HostKeys.ed25519Of(seed(seed, vm) + number);
    }

    private SshGuest create(String vm, GuestScript script, HostKeys keys) {
        GuestSystem system = script.family() == GuestScript.Family.OPENBSD ? GuestSystem.OPENBSD : GuestSystem.DEBIAN;
        SshGuest guest = SshGuest.create(
                host,
                new GuestSpec(
                        system, release, seed(seed, vm), vm, script.rootPassword(), script.rootKeys(), script.users()),
                keys,
                script.sshd());
        PowerPrograms.install(host, vm, guest.machine(), system);
        return guest;
    }

    void fallSilent(String vm) {
        if (on.contains(vm)) {
            find(vm).ifPresent(SshGuest::pause);
        }
    }

    void powerOff(String vm) {
        if (on.remove(vm)) {
            find(vm).ifPresent(SshGuest::powerOff);
        }
    }
}
