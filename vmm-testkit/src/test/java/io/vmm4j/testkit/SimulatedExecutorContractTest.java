package io.vmm4j.testkit;

import io.vmm4j.exec.CommandExecutor;

class SimulatedExecutorContractTest extends SimulatedHostContract {

    private CommandExecutor executor;

    @Override
    SimulatedHost start() {
        SimulatedHost host = SimulatedHost.openBsd().build();
        executor = host.executor();
        return host;
    }

    @Override
    public CommandExecutor executor() {
        return executor;
    }

    @Override
    public CommandExecutor newExecutor() {
        return host().executor();
    }
}
