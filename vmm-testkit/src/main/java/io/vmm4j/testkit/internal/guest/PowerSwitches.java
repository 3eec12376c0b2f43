package io.vmm4j.testkit.internal.guest;

import io.vmm4j.testkit.internal.kernel.Machine;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** By which guests shut themselves down from inside. One for each host. Thread safe. */
public final class PowerSwitches {

    private final Map<String, Runnable> switches = new ConcurrentHashMap<>();

    /** Those of a host. */
    public static PowerSwitches of(Machine host) {
        return host.part(PowerSwitches.class, machine -> new PowerSwitches());
    }

    /** What happens when the guest in this VM shuts down; called with the lock of the timeline held. */
    public void connect(String vm, Runnable shutDown) {
        switches.put(vm, shutDown);
    }

    void press(Machine host, String vm) {
        Optional.ofNullable(switches.get(vm)).ifPresent(host.timeline()::locked);
    }
}
