package io.vmm4j.pf.internal;

import io.vmm4j.pf.NetworkName;
import io.vmm4j.plan.Plan;
import java.time.Duration;
import java.util.Collection;

/** Makes the plan that turns what was seen into a host with other networks. */
final class Planner {

    /** How long the host waits for the new connection that confirms a plan. */
    static final Duration PROBATION = Duration.ofSeconds(60);

    private final Draft draft;
    private final InterfaceSteps interfaces;
    private final ForwardingSteps forwarding;
    private final SwitchSteps switches;
    private final ServiceSteps services;
    private final FilterSteps filter;

    /**
     * A planner, for one plan.
     *
     * @param name the network in question
     * @param all the networks that are to be there
     */
    Planner(NetworkFacts facts, NetworkName name, Collection<NetworkRecord> all) {
        draft = new Draft(facts, name, all);
        interfaces = new InterfaceSteps(draft);
        forwarding = new ForwardingSteps(draft);
        switches = new SwitchSteps(draft);
        services = new ServiceSteps(draft);
        filter = new FilterSteps(draft);
    }

    /** What is to be done so that the network is there, as recorded. */
    Plan build() {
        draft.after().ifPresent(interfaces::make);
        forwarding.follow();
        switches.define("define the switch in vm.conf(5)");
        services.files();
        services.start();
        filter.make();
        draft.after().flatMap(Layout::switchOf).ifPresent(switches::tell);
        record("remember the network");
        return draft.plan("make the network " + draft.name(), PROBATION);
    }

    /** What is to be done so that nothing of the network is left. */
    Plan dismantle() {
        filter.remove();
        services.stop();
        services.files();
        services.start();
        switches.define("take the switch out of vm.conf(5)");
        forwarding.follow();
        draft.before().ifPresent(interfaces::destroy);
        record("forget the network");
        return draft.plan("remove the network " + draft.name(), PROBATION);
    }

    private void record(String summary) {
        draft.add(draft.file(summary, NetworkRecord.path(draft.name()), Draft.MODE)
                .map(Draft::onceConfirmed));
    }
}
