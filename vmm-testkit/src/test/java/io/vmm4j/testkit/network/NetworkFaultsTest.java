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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A host that cannot be reached any more while a network is made or removed: it is wholly the one or wholly the other. */
class NetworkFaultsTest {

    private static final RoutedNetwork LAN =
            RoutedNetwork.builder("lan").subnet("10.20.0.0/24").build();

    /** Each fault is tried at some of the round trips, and every round trip with some faults: all of it would take minutes. */
    private static final int STRIDE = 3;

    /** From a round trip on the host is never reached again. */
    @ParameterizedTest
    @EnumSource
    void a_network_is_wholly_there_or_not_at_all(Fault fault) throws InterruptedException {
        assertThat(outcomes(fault, Direction.MAKE)).contains("old");
    }

    @ParameterizedTest
    @EnumSource
    void a_network_is_wholly_gone_or_wholly_there(Fault fault) throws InterruptedException {
        assertThat(outcomes(fault, Direction.REMOVE)).contains("old");
    }

    /** The connection comes back at once: then whoever applied the plan knows what has become of it. */
    @ParameterizedTest
    @EnumSource
    void one_fault_leaves_the_new_network_or_an_exception_and_the_old(Direction direction) {
        Whole whole = whole(direction);
        List<Fault> faults = List.of(Fault.values());
        for (int number = 2 * STRIDE; number < (whole.trips() + 1) * STRIDE; number++) {
            int trip = number / STRIDE;
            Fault fault = faults.get(number * 5 % faults.size());
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

    private static Set<String> outcomes(Fault fault, Direction direction) throws InterruptedException {
        Whole whole = whole(direction);
        Set<String> outcomes = new TreeSet<>();
        for (int trip = 2 + List.of(Fault.values()).indexOf(fault) % STRIDE; trip <= whole.trips(); trip += STRIDE) {
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
                String outcome = now.equals(old) ? "old" : now.equals(whole.state()) ? "new" : "neither";
                if (outcome.equals("neither")) {
                    assertThat(now.lines().toList())
                            .as("%s from round trip %d on", fault, trip)
                            .containsExactlyElementsOf(old.lines().toList());
                }
                outcomes.add(outcome);
            }
        }
        return outcomes;
    }
}
