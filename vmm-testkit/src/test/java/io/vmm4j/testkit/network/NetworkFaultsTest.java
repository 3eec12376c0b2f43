package io.vmm4j.testkit.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.error.VmmException;
import io.vmm4j.pf.HostNetwork;
import io.vmm4j.pf.RoutedNetwork;
import io.vmm4j.plan.Plan;
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

    private static Set<String> outcomes(Fault fault, Direction direction) throws InterruptedException {
        String whole = "";
        int trips = 0;
        try (NetworkStage stage = new NetworkStage()) {
            direction.prepare(stage);
            FaultyExecutor counting = FaultyExecutor.around(stage.host.executor(), stage.host.timeline());
            HostNetwork network = stage.networks(counting).network(LAN);
            network.apply(direction.plan(network));
            trips = counting.roundTrips();
            whole = stage.state();
        }
        Set<String> outcomes = new TreeSet<>();
        for (int trip = 2 + List.of(Fault.values()).indexOf(fault) % STRIDE; trip <= trips; trip += STRIDE) {
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
                String outcome = now.equals(old) ? "old" : now.equals(whole) ? "new" : "neither";
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
