package io.vmm4j.testkit.internal.traffic;

import io.vmm4j.testkit.internal.kernel.Errno;
import io.vmm4j.testkit.internal.kernel.Machine;
import io.vmm4j.testkit.internal.kernel.SystemError;
import io.vmm4j.testkit.internal.net.IfFlag;
import io.vmm4j.testkit.internal.net.Interfaces;
import io.vmm4j.testkit.internal.net.Network;
import io.vmm4j.testkit.internal.pf.PacketFilters;
import io.vmm4j.testkit.internal.pf.filter.PfPacket;
import io.vmm4j.testkit.internal.pf.rule.IpAddress;
import io.vmm4j.testkit.internal.pf.rule.Refusal;
import io.vmm4j.testkit.internal.pf.rule.TcpFlags;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The connections that administrators have to sshd(8) of a machine: a new one must get through the filter, and one that is there
 * lives by its state. They come from 10.0.2.2 through the card to the first address of the interface of the default route. A machine
 * without pf(4) lets everybody in. Thread safe.
 */
public final class SshAccess {

    private static final int SSH = 22;
    private static final int FIRST_PORT = 49_152;
    private static final IpAddress CLIENT = IpAddress.of(0x0a000202);

    private final Machine machine;
    private final List<Filtered> links = new CopyOnWriteArrayList<>();
    private int nextPort = FIRST_PORT;

    private SshAccess(Machine machine) {
        this.machine = machine;
        machine.timeline().locked(() -> PacketFilters.of(machine).whenStatesGo(this::cutTheDead));
    }

    /** The connections of this machine. */
    public static SshAccess of(Machine machine) {
        return machine.part(SshAccess.class, SshAccess::new);
    }

    /** Whether a machine has a filter at all: one that runs another system lets everybody in. */
    private boolean isFiltered() {
        return machine.uname().system().equals("OpenBSD");
    }

    /** A connection. */
    public interface Link {

        /** Whether packets still get through in both directions. */
        boolean isAlive();

        /** It has ended. */
        void close();
    }

    /** One of a machine that has no filter. */
    private record Unfiltered() implements Link {

        @Override
        public boolean isAlive() {
            return true;
        }

        @Override
        public void close() {}
    }

    /** One whose packets go through the filter. */
    private final class Filtered implements Link {

        private final IpAddress server;
        private final String card;
        private final int port;
        private final Runnable cut;

        private Filtered(IpAddress server, String card, int port, Runnable cut) {
            this.server = server;
            this.card = card;
            this.port = port;
            this.cut = cut;
        }

        @Override
        public boolean isAlive() {
            return machine.timeline()
                    .lockedGet(() -> isHeard() && in(TcpFlags.ACK) instanceof Outcome.Local && out(TcpFlags.ACK));
        }

        /** Whether the machine answers behind its card when somebody asks who has the address. */
        private boolean isHeard() {
            Interfaces interfaces = Network.of(machine).interfaces();
            return interfaces
                    .all()
                    .filter(device -> device.is(IfFlag.UP))
                    .filter(device -> interfaces
                            .cardOf(device)
                            .filter(one -> one.name().equals(card))
                            .isPresent())
                    .filter(device -> !device.name().equals(card)
                            || device.master()
                                    .filter(name -> name.startsWith("veb"))
                                    .isEmpty())
                    .anyMatch(device -> device.addresses().stream().anyMatch(own -> own.address() == server.inet()));
        }

        private Outcome in(int flags) {
            return Forwarding.of(machine).arrive(PfPacket.tcp(CLIENT, port, server, SSH, flags), card);
        }

        private boolean out(int flags) {
            return Forwarding.of(machine).send(PfPacket.tcp(server, SSH, CLIENT, port, flags))
                            instanceof Outcome.Left left
                    && left.device().equals(card);
        }

        @Override
        public void close() {
            links.remove(this);
        }
    }

    /**
     * Makes a connection.
     *
     * @param cut what happens when it does not get through any more; called with the lock of the timeline held, must not block
     * @throws SystemError {@link Errno#ECONNREFUSED} if it is refused, {@link Errno#ETIMEDOUT} if nobody answers
     */
    public Link connect(Runnable cut) throws SystemError {
        if (!isFiltered()) {
            return new Unfiltered();
        }
        Errno[] problem = {Errno.ETIMEDOUT};
        Optional<Filtered> made = machine.timeline().lockedGet(() -> {
            Optional<Filtered> link = link(cut).filter(Filtered::isHeard);
            if (link.isEmpty()) {
                return link;
            }
            Outcome first = link.get().in(TcpFlags.SYN);
            if (first instanceof Outcome.Filtered filtered && !(filtered.refusal() instanceof Refusal.Drop)) {
                problem[0] = Errno.ECONNREFUSED;
            }
            boolean through = first instanceof Outcome.Local local
                    && local.packet().destinationPort() == SSH
                    && link.get().out(TcpFlags.SYN | TcpFlags.ACK)
                    && link.get().in(TcpFlags.ACK) instanceof Outcome.Local;
            if (through) {
                links.add(link.get());
            }
            return through ? link : Optional.empty();
        });
        return made.orElseThrow(() -> problem[0].asError());
    }

    private Optional<Filtered> link(Runnable cut) {
        Interfaces interfaces = Network.of(machine).interfaces();
        return interfaces.group("egress").stream()
                .findFirst()
                .flatMap(egress -> egress.addresses().stream()
                        .findFirst()
                        .flatMap(own -> interfaces
                                .cardOf(egress)
                                .map(card -> new Filtered(IpAddress.of(own.address()), card.name(), nextPort(), cut))));
    }

    private int nextPort() {
        int port = nextPort++;
        nextPort = nextPort > 65_535 ? FIRST_PORT : nextPort;
        return port;
    }

    private void cutTheDead() {
        for (Filtered link : links) {
            if (!link.isAlive()) {
                link.close();
                link.cut.run();
            }
        }
    }
}
