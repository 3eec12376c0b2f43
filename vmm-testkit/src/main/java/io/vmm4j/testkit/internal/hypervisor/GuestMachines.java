package io.vmm4j.testkit.internal.hypervisor;

import io.vmm4j.testkit.GuestScript;
import io.vmm4j.testkit.OpenBsdRelease;
import io.vmm4j.testkit.internal.guest.GuestSpec;
import io.vmm4j.testkit.internal.guest.GuestSystem;
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
    private final Set<String> booted = new HashSet<>();
    private final Map<String, String> located = new HashMap<>();

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
        located.put(vm, address);
        SshGuest guest = machines.get(vm);
        if (guest == null) {
            GuestScript script = scripts.apply(vm);
            if (booted.contains(vm) || !script.hasSsh()) {
                return;
            }
            guest = create(vm, script);
            machines.put(vm, guest);
        }
        if (on.add(vm)) {
            guest.boot(address);
        } else {
            guest.resume();
        }
    }

    /** A VM boots by itself: whatever was in it before is not there any more. */
    void boots(String vm) {
        powerOff(vm);
        machines.remove(vm);
        booted.add(vm);
    }

    /** A VM follows its script, until it is said that it {@linkplain #boots boots}. */
    void follows(String vm) {
        if (booted.remove(vm)) {
            machines.remove(vm);
        }
    }

    /** A guest that boots by itself has come up. */
    SshGuest serve(String vm, GuestSpec inside, long keySeed) {
        return serve(vm, SshGuest.create(host, inside, HostKeys.ed25519Of(keySeed)));
    }

    /** The same of a guest that is made already. */
    SshGuest serve(String vm, SshGuest guest) {
        machines.put(vm, guest);
        Optional.ofNullable(located.get(vm)).ifPresent(address -> appear(vm, address));
        return guest;
    }

    private SshGuest create(String vm, GuestScript script) {
        return SshGuest.create(
                host,
                new GuestSpec(
                        script.family() == GuestScript.Family.OPENBSD ? GuestSystem.OPENBSD : GuestSystem.DEBIAN,
                        release,
                        seed(seed, vm),
                        vm,
                        script.rootPassword(),
                        script.rootKeys(),
                        script.users()),
                HostKeys.ed25519Of(seed(seed, vm)));
    }

    void fallSilent(String vm) {
        if (on.contains(vm)) {
            find(vm).ifPresent(SshGuest::pause);
        }
    }

    void powerOff(String vm) {
        located.remove(vm);
        if (on.remove(vm)) {
            find(vm).ifPresent(SshGuest::powerOff);
        }
    }
}
