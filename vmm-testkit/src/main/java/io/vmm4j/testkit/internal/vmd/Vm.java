package io.vmm4j.testkit.internal.vmd;

import io.vmm4j.testkit.internal.vmd.config.Owner;
import io.vmm4j.testkit.internal.vmd.config.VmParameters;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** A VM that vmd(8) knows. */
final class Vm {

    private final long id;
    private final VmParameters parameters;
    private final StartLimit startLimit = new StartLimit();
    private final Set<VmState> states = EnumSet.noneOf(VmState.class);
    private boolean fromConfig;
    private Optional<String> kernelPath = Optional.empty();
    private Optional<String> openKernel;
    private Optional<VmProcess> process = Optional.empty();
    private Optional<VmdConnection> starter = Optional.empty();

    Vm(long id, VmParameters parameters) {
        this.id = id;
        this.parameters = parameters;
        this.openKernel = parameters.kernel();
    }

    long id() {
        return id;
    }

    String name() {
        return parameters.name();
    }

    VmParameters parameters() {
        return parameters;
    }

    Owner owner() {
        return parameters.owner();
    }

    StartLimit startLimit() {
        return startLimit;
    }

    Set<VmState> states() {
        return states;
    }

    boolean is(VmState state) {
        return states.contains(state);
    }

    void set(VmState state, boolean on) {
        if (on) {
            states.add(state);
        } else {
            states.remove(state);
        }
    }

    /** Whether it stays when it stops. */
    boolean isFromConfig() {
        return fromConfig;
    }

    void nowFromConfig(Optional<String> kernel) {
        fromConfig = true;
        kernelPath = kernel;
        openKernel = Optional.empty();
    }

    /** The kernel of its {@code boot} line. */
    Optional<String> kernelPath() {
        return kernelPath;
    }

    /** The kernel that was handed over for the next boot. */
    Optional<String> openKernel() {
        return openKernel;
    }

    void setOpenKernel(Optional<String> kernel) {
        openKernel = kernel;
    }

    /** Its process, while it runs and, for a guest that does not let go, longer. */
    Optional<VmProcess> process() {
        return process;
    }

    void setProcess(Optional<VmProcess> running) {
        process = running;
    }

    /** Who started it last; nobody if vmd did it by itself. */
    Optional<VmdConnection> starter() {
        return starter;
    }

    void setStarter(Optional<VmdConnection> client) {
        starter = client;
    }
}
