package io.vmm4j.testkit.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.error.VmmException;
import io.vmm4j.pf.HostNetwork;
import io.vmm4j.pf.RoutedNetwork;
import io.vmm4j.plan.Plan;
import io.vmm4j.plan.PlanError;
import io.vmm4j.testkit.Fault;
import io.vmm4j.testkit.FaultyExecutor;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A host that cannot be reached any more while a network is made or removed: it is wholly the one or wholly the other. */
class NetworkFaultsTest {

    private static final RoutedNetwork LAN =
            RoutedNetwork.builder("lan").subnet("10.20.0.0/24").build();

    /** The host has not run what was asked; the program learns of it in these ways. */
    private static final List<Fault> BEFORE = List.of(Fault.REFUSED, Fault.LOST_BEFORE, Fault.HUNG_BEFORE);

    /** The host has run it, or most of it. */
    private static final List<Fault> AFTER = List.of(Fault.LOST_MIDWAY, Fault.LOST_AFTER, Fault.HUNG_AFTER);

    /** What matters to the host is whether it ran the command: both are tried at every round trip, the ways in turn. */
    private static List<Fault> at(int trip) {
        return List.of(BEFORE.get(trip % BEFORE.size()), AFTER.get(trip / 2 % AFTER.size()));
    }

    @Test
    void there_is_no_fault_that_is_not_tried() {
        assertThat(Stream.concat(BEFORE.stream(), AFTER.stream())).containsExactlyInAnyOrder(Fault.values());
    }

    /** From a round trip on the host is never reached again. */
    @ParameterizedTest
    @EnumSource
    void a_network_is_wholly_the_new_one_or_wholly_the_old(Direction direction) throws InterruptedException {
        Whole whole = whole(direction);
        Set<String> outcomes = new TreeSet<>();
        for (int trip = 2; trip <= whole.trips(); trip++) {
            // A host that is lost after one round trip is lost before the next: one of both is enough.
            outcomes.add(outcome(whole, direction, trip, at(trip).get(trip % 2)));
        }
        assertThat(outcomes).contains("old");
    }

    /** The connection comes back at once: then whoever applied the plan knows what has become of it. */
    @ParameterizedTest
    @EnumSource
    void one_fault_leaves_the_new_network_or_an_exception_and_the_old(Direction direction) {
        Whole whole = whole(direction);
        for (int trip = 2; trip <= whole.trips(); trip++) {
            for (Fault fault : at(trip)) {
                requireNewOrOld(whole, direction, trip, fault);
            }
        }
    }

    private static void requireNewOrOld(Whole whole, Direction direction, int trip, Fault fault) {
        try (NetworkStage stage = new NetworkStage()) {
            direction.prepare(stage);
            String old = stage.state();
            FaultyExecutor faulty = FaultyExecutor.around(stage.host.executor(), stage.host.timeline());
            HostNetwork network = stage.networks(faulty).network(LAN);
            Plan plan = direction.plan(network);
            faulty.spoil(trip, fault);
            String expected = whole.state();
            try {
                network.apply(plan);
            } catch (VmmException e) {
                assertThat(e.code()).isNotEqualTo(PlanError.ON_PROBATION);
                expected = old;
            }

            assertThat(stage.state().lines().toList())
                    .as("%s of round trip %d", fault, trip)
                    .containsExactlyElementsOf(expected.lines().toList());
        }
    }

    private enum Direction {
        MAKE,
        REMOVE;

        private Plan plan(HostNetwork network) {
            return this == MAKE ? network.plan() : network.removal();
        }

        private void prepare(NetworkStage stage) {
            if (this == REMOVE) {
                stage.make(LAN);
            }
        }
    }

    /**
     * A plan that was applied without any fault.
     *
     * @param trips how many round trips it took, the plan among them
     * @param state what the host is like then
     */
    private record Whole(int trips, String state) {}

    private static Whole whole(Direction direction) {
        try (NetworkStage stage = new NetworkStage()) {
            direction.prepare(stage);
            FaultyExecutor counting = FaultyExecutor.around(stage.host.executor(), stage.host.timeline());
            HostNetwork network = stage.networks(counting).network(LAN);
            network.apply(direction.plan(network));
            return new Whole(counting.roundTrips(), stage.state());
        }
    }

    private static String outcome(Whole whole, Direction direction, int trip, Fault fault) throws InterruptedException {
        try (NetworkStage stage = new NetworkStage()) {
            direction.prepare(stage);
            String old = stage.state();
            FaultyExecutor faulty = FaultyExecutor.around(stage.host.executor(), stage.host.timeline());
            HostNetwork network = stage.networks(faulty).network(LAN);
            Plan plan = direction.plan(network);
            faulty.spoilFrom(trip, fault);
            try {
                network.apply(plan);
            } catch (VmmException e) {
                assertThat(e.hint()).isNotBlank();
            }
            stage.host.timeline().sleep(Duration.ofMinutes(10));

            String now = stage.state();
            if (now.equals(whole.state())) {
                return "new";
            }
            assertThat(now.lines().toList())
                    .as("%s from round trip %d on", fault, trip)
                    .containsExactlyElementsOf(old.lines().toList());
            return "old";
        }
    }
}
