package io.vmm4j.testkit.internal.http;

import io.vmm4j.testkit.internal.kernel.Machine;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Who listens for http on a machine. To be used with the lock of the machine's timeline held. */
public final class Listeners {

    private static final String ANY = "0.0.0.0";

    private final Map<Place, HttpService> services = new HashMap<>();

    private record Place(String address, int port) {}

    /** Those of a machine. */
    public static Listeners of(Machine machine) {
        return machine.part(Listeners.class, one -> new Listeners());
    }

    /** Whether somebody listens there already, or on all addresses. */
    public boolean isTaken(String address, int port) {
        return services.containsKey(new Place(address, port));
    }

    /** Listens. */
    public void listen(String address, int port, HttpService service) {
        services.put(new Place(address, port), service);
    }

    /** Does not listen any more. */
    public void close(String address, int port) {
        services.remove(new Place(address, port));
    }

    /** Who gets what arrives at an address. */
    public Optional<HttpService> find(String address, int port) {
        return Optional.ofNullable(services.get(new Place(address, port)))
                .or(() -> Optional.ofNullable(services.get(new Place(ANY, port))));
    }
}
