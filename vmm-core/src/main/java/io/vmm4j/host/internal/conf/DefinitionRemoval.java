package io.vmm4j.host.internal.conf;

import io.vmm4j.VmName;
import io.vmm4j.VmState;
import io.vmm4j.VmStatus;
import io.vmm4j.host.Activation;
import io.vmm4j.host.internal.HostContext;
import io.vmm4j.vmconf.VmConfChange;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Removes a VM from vm.conf(5) and has vmd(8) forget it, for somebody who is about to stop it. */
public final class DefinitionRemoval {

    private final HostContext context;
    private final VmName name;
    private final List<VmConfChange> changes;

    /** The removal of this VM. */
    public DefinitionRemoval(HostContext context, VmName name) {
        this.context = context;
        this.name = name;
        this.changes = List.of(new VmConfChange.RemoveVm(name.value()));
    }

    /**
     * Looks whether it could be done once the VM has stopped. Reads only.
     *
     * @throws io.vmm4j.host.ConfigurationException if vmd(8) could not forget it without starting or dropping others
     * @throws io.vmm4j.vmconf.VmConfEditException if it cannot be removed from its file
     */
    public void requirePossible() {
        ConfigurationFacts facts = ConfigurationFacts.look(context, Set.of()).facts();
        Optional<List<VmStatus>> vms =
                facts.vms().map(all -> all.stream().map(this::stopped).toList());
        ConfigurationFacts then = new ConfigurationFacts(facts.files(), facts.environment(), vms);
        new ConfigurationPlanner(context.target(), then, changes).requireHarmless(name.value());
    }

    private VmStatus stopped(VmStatus vm) {
        if (!vm.name().equals(name)) {
            return vm;
        }
        return new VmStatus(
                vm.id(),
                vm.name(),
                VmState.STOPPED,
                vm.stateText(),
                OptionalLong.empty(),
                vm.vcpus(),
                vm.maxMemory(),
                vm.currentMemory(),
                vm.tty(),
                vm.owner(),
                vm.otherColumns(),
                vm.details());
    }

    /** Does it. */
    public void make() {
        LiveConfiguration configuration = new LiveConfiguration(context);
        configuration.apply(configuration.plan(changes, Activation.WHEN_HARMLESS));
    }
}
