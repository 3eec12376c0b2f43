package io.vmm4j.testkit.internal.guest;

import io.vmm4j.testkit.CpuVirtualization;
import io.vmm4j.testkit.internal.host.Journal;
import io.vmm4j.testkit.internal.host.LinuxMachine;
import io.vmm4j.testkit.internal.host.MachineSpec;
import io.vmm4j.testkit.internal.host.OpenBsdMachine;
import io.vmm4j.testkit.internal.kernel.Machine;
import io.vmm4j.testkit.internal.server.HostKeys;
import io.vmm4j.testkit.internal.server.SshDaemon;
import io.vmm4j.testkit.internal.server.WireDaemon;
import io.vmm4j.testkit.internal.wire.Wire;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A machine with sshd(8) on port 22, which only the host and its tunnels reach: it is on the simulation's wire, and no socket of this
 * computer leads to it.
 */
public final class SshGuest implements GuestMachine {

    private static final long MEMORY = 512L << 20;
    private static final long DISK_KILOBYTES = 10L << 20;

    private final Wire wire;
    private final Machine machine;
    private final HostKeys keys;
    private final WireDaemon daemon;
    /** Where it is while it is on. Guarded by the timeline's lock. */
    private Optional<String> address = Optional.empty();

    private SshGuest(Wire wire, Machine machine, HostKeys keys) {
        this.wire = wire;
        this.machine = machine;
        this.keys = keys;
        this.daemon = SshDaemon.onWire(machine, new Journal(), keys);
    }

    /** Makes one for a VM of this host; it is off, and lasts as long as the host. */
    public static SshGuest create(Machine host, GuestSpec spec) {
        return create(host, spec, HostKeys.ed25519Of(spec.seed()));
    }

    /** The same with another host key. */
    public static SshGuest create(Machine host, GuestSpec spec, HostKeys keys) {
        return of(host, machineOf(host, spec), keys);
    }

    /** Makes the machine alone. */
    public static Machine machineOf(Machine host, GuestSpec spec) {
        MachineSpec inside = new MachineSpec(
                host.timeline(),
                spec.seed(),
                spec.release(),
                spec.hostname(),
                CpuVirtualization.NONE,
                1,
                MEMORY,
                spec.outfit().map(Outfit::diskKilobytes).orElse(DISK_KILOBYTES),
                spec.rootPassword(),
                spec.rootKeys(),
                spec.users(),
                spec.outfit().map(Outfit::files).orElseGet(Map::of));
        Machine machine = switch (spec.system()) {
            case OPENBSD -> OpenBsdMachine.create(inside, List.of());
            case DEBIAN ->
                spec.outfit()
                        .map(outfit -> LinuxMachine.create(inside, outfit.kernel()))
                        .orElseGet(() -> LinuxMachine.create(inside));
        };
        host.whenClosed(machine::close);
        return machine;
    }

    /** Makes a guest of a machine. */
    public static SshGuest of(Machine host, Machine machine, HostKeys keys) {
        Wire wire = Wire.of(host);
        Wire.join(machine, wire);
        SshGuest guest = new SshGuest(wire, machine, keys);
        host.whenClosed(guest::close);
        return guest;
    }

    /** The machine, for its files. */
    public Machine machine() {
        return machine;
    }

    /** Its host key. */
    public HostKeys hostKeys() {
        return keys;
    }

    @Override
    public void boot(String ipv4) {
        machine.timeline().locked(() -> {
            powerOff();
            address = Optional.of(ipv4);
            resume();
        });
    }

    @Override
    public void pause() {
        machine.timeline().locked(() -> {
            daemon.setSilent(true);
            address.ifPresent(wire::detach);
        });
    }

    @Override
    public void resume() {
        machine.timeline().locked(() -> {
            daemon.setSilent(false);
            address.ifPresent(
                    where -> wire.listen(where, SshDaemon.PORT, connection -> daemon.accept(connection, where)));
        });
    }

    @Override
    public void powerOff() {
        machine.timeline().locked(() -> {
            address.ifPresent(wire::detach);
            address = Optional.empty();
            daemon.disconnectAll();
            machine.shutDown();
        });
    }

    /** It will not be needed any more; its host does this when it is closed. */
    private void close() {
        powerOff();
        machine.close();
        daemon.close();
    }
}
