package io.vmm4j.testkit.internal.net;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The IPv4 routes: those of the interfaces' own networks, and those that were added. The interface of a default route is in the
 * group {@code egress}. To be used with the lock of the machine's timeline held.
 */
public final class Routes {

    private static final String EGRESS = "egress";

    private final Interfaces interfaces;
    private final List<Route> added = new ArrayList<>();

    Routes(Interfaces interfaces) {
        this.interfaces = interfaces;
    }

    /** Adds a route through a gateway; false if no interface is on the gateway's network, or the route is there. */
    public boolean add(int network, int length, int gateway, int rdomain) {
        Optional<Route> way =
                find(gateway, rdomain).filter(route -> route.gateway().isEmpty());
        boolean there = added.stream()
                .anyMatch(each -> each.network() == network && each.length() == length && each.rdomain() == rdomain);
        if (way.isEmpty() || there) {
            return false;
        }
        String device = way.get().device();
        added.add(new Route(network, length, OptionalInt.of(gateway), device, rdomain));
        if (length == 0) {
            interfaces.find(device).ifPresent(each -> each.groups().add(EGRESS));
        }
        return true;
    }

    /** Removes a route; whether it was there. */
    public boolean remove(int network, int length) {
        List<Route> found = added.stream()
                .filter(each -> each.network() == network && each.length() == length)
                .toList();
        added.removeAll(found);
        if (length == 0) {
            found.forEach(route -> interfaces
                    .find(route.device())
                    .ifPresent(device -> device.groups().remove(EGRESS)));
        }
        return !found.isEmpty();
    }

    /** Forgets routes through gateways that are on no network of their interface any more, as the kernel does. */
    void forgetUnreachable() {
        List<Route> gone = added.stream().filter(route -> !isOnLink(route)).toList();
        added.removeAll(gone);
        gone.stream()
                .filter(route -> route.length() == 0)
                .flatMap(route -> interfaces.find(route.device()).stream())
                .forEach(device -> device.groups().remove(EGRESS));
    }

    private boolean isOnLink(Route route) {
        int gateway = route.gateway().orElse(0);
        return interfaces
                .find(route.device())
                .filter(device -> device.addresses().stream()
                        .anyMatch(own -> (own.address() & own.mask()) == (gateway & own.mask())))
                .isPresent();
    }

    /** Forgets what was added. */
    void clear() {
        added.clear();
    }

    /** All routes that work, the most particular first. */
    public List<Route> all() {
        List<Route> routes = new ArrayList<>();
        interfaces
                .all()
                .filter(each -> each.is(IfFlag.UP))
                .forEach(device -> device.addresses()
                        .forEach(own -> routes.add(new Route(
                                own.address() & own.mask(),
                                Integer.bitCount(own.mask()),
                                OptionalInt.empty(),
                                device.name(),
                                device.rdomain()))));
        added.stream()
                .filter(route -> interfaces
                        .find(route.device())
                        .filter(device -> device.is(IfFlag.UP))
                        .isPresent())
                .forEach(routes::add);
        routes.sort(Comparator.comparingInt(Route::length).reversed());
        return routes;
    }

    /** The route to an address. */
    public Optional<Route> find(int address, int rdomain) {
        return all().stream()
                .filter(route -> route.rdomain() == rdomain && route.leadsTo(address))
                .findFirst();
    }
}
