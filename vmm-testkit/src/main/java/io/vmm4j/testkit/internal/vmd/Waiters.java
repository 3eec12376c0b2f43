package io.vmm4j.testkit.internal.vmd;

import java.util.ArrayList;
import java.util.List;

/** The clients that wait for the end of VMs. */
final class Waiters {

    private final List<Waiter> waiters = new ArrayList<>();

    private record Waiter(long id, VmdConnection client) {}

    void add(long id, VmdConnection client) {
        waiters.add(new Waiter(id, client));
    }

    void forget(VmdConnection client) {
        waiters.removeIf(waiter -> waiter.client() == client);
    }

    void stopped(long id) {
        for (Waiter waiter : List.copyOf(waiters)) {
            if (waiter.id() == id) {
                waiter.client().post(new VmdReply.Stopped(id));
                waiters.remove(waiter);
            }
        }
    }
}
