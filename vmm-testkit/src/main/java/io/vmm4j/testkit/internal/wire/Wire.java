package io.vmm4j.testkit.internal.wire;

import io.vmm4j.testkit.VirtualTimeline;
import io.vmm4j.testkit.internal.kernel.Errno;
import io.vmm4j.testkit.internal.kernel.Machine;
import io.vmm4j.testkit.internal.kernel.SystemError;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Which addresses of a simulation answer, and on which ports. Shared by its machines; thread safe. */
public final class Wire {

    private final VirtualTimeline timeline;
    private final Set<String> addresses = ConcurrentHashMap.newKeySet();
    private final Map<Endpoint, Listener> listeners = new ConcurrentHashMap<>();
    private final List<Consumer<String>> observers = new CopyOnWriteArrayList<>();

    /** A wire without anybody on it. */
    public Wire(VirtualTimeline timeline) {
        this.timeline = timeline;
    }

    /** The wire that a machine is on; one of its own unless it was made with another. */
    public static Wire of(Machine machine) {
        return machine.part(Wire.class, one -> new Wire(one.timeline()));
    }

    /** Puts a machine on a wire that is there already; it must not be on another. */
    public static void join(Machine machine, Wire wire) {
        if (machine.part(Wire.class, one -> wire) != wire) {
            throw new IllegalStateException(machine.hostname() + " is on a wire of its own");
        }
    }

    /** The time of the simulation. */
    public VirtualTimeline timeline() {
        return timeline;
    }

    private record Endpoint(String address, int port) {}

    /** Takes connections. */
    @FunctionalInterface
    public interface Listener {

        /** Somebody connected; must not block. */
        void accept(Connection connection);
    }

    /** Puts an address on the wire: its ports refuse from now on, unless something listens there. */
    public void attach(String address) {
        addresses.add(address);
    }

    /** Takes an address off the wire, with everything that listens there. */
    public void detach(String address) {
        addresses.remove(address);
        listeners.keySet().removeIf(endpoint -> endpoint.address().equals(address));
    }

    /** Whether an address is on the wire. */
    public boolean isAttached(String address) {
        return addresses.contains(address);
    }

    /** Lets somebody listen; the address is on the wire then. */
    public void listen(String address, int port, Listener listener) {
        addresses.add(address);
        listeners.put(new Endpoint(address, port), listener);
    }

    /** Nobody listens there any more; the address stays. */
    public void stopListening(String address, int port) {
        listeners.remove(new Endpoint(address, port));
    }

    /** Tells somebody of each address that is connected to. */
    public void observe(Consumer<String> observer) {
        observers.add(observer);
    }

    /**
     * Connects.
     *
     * @return the near side; empty if nothing has that address, so that a connection would time out
     * @throws SystemError {@link Errno#ECONNREFUSED} if nothing listens on that port
     */
    public Optional<Connection> connect(String address, int port) throws SystemError {
        observers.forEach(observer -> observer.accept(address));
        Listener listener = listeners.get(new Endpoint(address, port));
        if (listener == null) {
            if (addresses.contains(address)) {
                throw Errno.ECONNREFUSED.asError();
            }
            return Optional.empty();
        }
        Connection.Pair pair = Connection.make(timeline);
        listener.accept(pair.far());
        return Optional.of(pair.near());
    }
}
