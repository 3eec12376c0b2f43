package io.vmm4j.testkit.internal.guest;

import io.vmm4j.testkit.CpuVirtualization;
import io.vmm4j.testkit.SshdScript;
import io.vmm4j.testkit.internal.host.Journal;
import io.vmm4j.testkit.internal.host.LinuxMachine;
import io.vmm4j.testkit.internal.host.MachineSpec;
import io.vmm4j.testkit.internal.host.OpenBsdMachine;
import io.vmm4j.testkit.internal.io.Patience;
import io.vmm4j.testkit.internal.kernel.Machine;
import io.vmm4j.testkit.internal.server.HostKeys;
import io.vmm4j.testkit.internal.server.SshDaemon;
import io.vmm4j.testkit.internal.server.WireDaemon;
import io.vmm4j.testkit.internal.wire.Connection;
import io.vmm4j.testkit.internal.wire.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
    private final SshdScript script;
    /** Connections that are still to be refused. Guarded by the timeline's lock. */
    private int refusals;

    private boolean started;
    /** Where it is while it is on. Guarded by the timeline's lock. */
    private Optional<String> address = Optional.empty();

    private SshGuest(Wire wire, Machine machine, HostKeys keys, SshdScript script) {
        this.script = script;
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
        return create(host, spec, keys, SshdScript.prompt());
    }

    /** The same with an sshd(8) that behaves like this. */
    public static SshGuest create(Machine host, GuestSpec spec, HostKeys keys, SshdScript script) {
        MachineSpec inside = new MachineSpec(
                host.timeline(),
                spec.seed(),
                spec.release(),
                spec.hostname(),
                CpuVirtualization.NONE,
                1,
                MEMORY,
                DISK_KILOBYTES,
                spec.rootPassword(),
                spec.rootKeys(),
                spec.users(),
                Map.of());
        Machine machine = switch (spec.system()) {
            case OPENBSD -> OpenBsdMachine.create(inside, List.of());
            case DEBIAN -> LinuxMachine.create(inside);
        };
        Wire wire = Wire.of(host);
        Wire.join(machine, wire);
        SshGuest guest = new SshGuest(wire, machine, keys, script);
        wire.observe(guest::contacted);
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
            refusals = script.refusals();
            started = script.startsAfter().isZero();
            if (!started) {
                machine.timeline().schedule(script.startsAfter(), () -> start(ipv4));
            }
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
            address.ifPresent(this::attach);
        });
    }

    private void attach(String where) {
        if (!started || refusals > 0) {
            wire.attach(where);
        } else if (script.says().isPresent()) {
            wire.listen(where, SshDaemon.PORT, connection -> machine.timeline().start(() -> say(connection)));
        } else {
            wire.listen(where, SshDaemon.PORT, connection -> daemon.accept(connection, where));
        }
    }

    private void say(Connection connection) {
        byte[] words = script.says().orElse("").getBytes(StandardCharsets.UTF_8);
        try {
            if (words.length > 0) {
                connection.write(Patience.of(machine.timeline()), words, 0, words.length);
            }
        } catch (IOException e) {
            connection.close();
        }
    }

    private void start(String where) {
        machine.timeline().locked(() -> {
            started |= address.filter(where::equals).isPresent();
            if (started && wire.isAttached(where)) {
                attach(where);
            }
        });
    }

    /** Somebody connects: the one after the last refusal gets through. */
    private void contacted(String where) {
        machine.timeline().locked(() -> {
            boolean here = address.filter(where::equals).isPresent() && wire.isAttached(where);
            if (here && started && refusals >= 0) {
                attach(where);
                refusals--;
            }
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
