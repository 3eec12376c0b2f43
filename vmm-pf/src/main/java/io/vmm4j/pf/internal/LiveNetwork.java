package io.vmm4j.pf.internal;

import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.pf.HostNetwork;
import io.vmm4j.pf.NetworkCheck;
import io.vmm4j.pf.NetworkSpec;
import io.vmm4j.plan.Plan;
import io.vmm4j.plan.internal.PlanRunner;
import java.util.ArrayList;
import java.util.List;

/** A network on the host of an executor. */
final class LiveNetwork implements HostNetwork {

    private final CommandExecutor executor;
    private final NetworkSpec spec;

    LiveNetwork(CommandExecutor executor, NetworkSpec spec) {
        this.executor = executor;
        this.spec = spec;
    }

    @Override
    public NetworkSpec spec() {
        return spec;
    }

    @Override
    public Plan plan() {
        NetworkFacts facts = FactsReader.look(executor, spec.name());
        NetworkRecord record = new Preflight(facts).record(spec);
        List<NetworkRecord> all = others(facts);
        all.add(record);
        return new Planner(facts, spec.name(), all).build();
    }

    @Override
    public Plan removal() {
        NetworkFacts facts = FactsReader.look(executor, spec.name());
        new Preflight(facts)
                .requireSoundFiles(
                        facts.record(spec.name()).map(NetworkRecord::spec).orElse(spec));
        return new Planner(facts, spec.name(), others(facts)).dismantle();
    }

    private List<NetworkRecord> others(NetworkFacts facts) {
        List<NetworkRecord> all = new ArrayList<>(facts.records().values());
        all.removeIf(record -> record.name().equals(spec.name()));
        return all;
    }

    @Override
    public void apply(Plan plan) {
        new PlanRunner(executor, Paths.STATE)
                .apply(plan, () -> FactsReader.look(executor, spec.name()).fingerprint());
    }

    @Override
    public List<NetworkCheck> verify() {
        return Verification.of(executor, spec);
    }
}
