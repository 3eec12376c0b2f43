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

    /** The host key that a guest has by its script. */
    static HostKeys hostKeys(long hostSeed, String vm, GuestScript script) {
        return HostKeys.ed25519Of(seed(hostSeed, vm) + script.sshd().hostKey());
    }

    /** The machine in a VM, if it has ever been on. */
    Optional<SshGuest> find(String vm) {
        return Optional.ofNullable(machines.get(vm));
    }

    void appear(String vm, String address) {
        located.put(vm, address);
        if (!booted.contains(vm)) {
            follow(vm, scripts.apply(vm));
        }
        find(vm).ifPresent(guest -> {
            if (on.add(vm)) {
                guest.boot(address);
            } else {
                guest.resume();
            }
        });
    }

    /** Makes the machine of a script, and another one when the script has another host key by now. */
    private void follow(String vm, GuestScript script) {
        if (!script.hasSsh()) {
            return;
        }
        HostKeys keys = hostKeys(seed, vm, script);
        if (!on.contains(vm)
                && find(vm).filter(one -> !one.hostKeys().fingerprint().equals(keys.fingerprint()))
                        .isPresent()) {
            machines.remove(vm);
        }
        machines.computeIfAbsent(vm, name -> create(name, script, keys));
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
        SshGuest guest = SshGuest.create(host, inside, HostKeys.ed25519Of(keySeed));
        PowerPrograms.install(host, vm, guest.machine(), inside.system());
        machines.put(vm, guest);
        Optional.ofNullable(located.get(vm)).ifPresent(address -> appear(vm, address));
        return guest;
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
        located.remove(vm);
        if (on.remove(vm)) {
            find(vm).ifPresent(SshGuest::powerOff);
        }
    }
}
