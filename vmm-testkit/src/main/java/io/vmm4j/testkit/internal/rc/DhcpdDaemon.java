package io.vmm4j.testkit.internal.rc;

import io.vmm4j.testkit.internal.dhcp.DhcpServer;
import io.vmm4j.testkit.internal.dhcp.DhcpdProgram;
import io.vmm4j.testkit.internal.kernel.Machine;
import io.vmm4j.testkit.internal.kernel.SimProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** dhcpd(8) as its rc.d(8) script handles it: it cannot reload. */
final class DhcpdDaemon implements Daemon {

    private final Machine machine;

    DhcpdDaemon(Machine machine) {
        this.machine = machine;
    }

    @Override
    public boolean isRunning() {
        return machine.timeline().lockedGet(() -> DhcpServer.of(machine).isRunning());
    }

    @Override
    public boolean hasConfigTest() {
        return true;
    }

    @Override
    public boolean configTest(SimProcess process, String flags) throws IOException {
        return run(process, "-n " + flags);
    }

    @Override
    public boolean start(SimProcess process, String flags) throws IOException {
        return run(process, flags);
    }

    private static boolean run(SimProcess process, String flags) {
        List<String> argv = new ArrayList<>(List.of("dhcpd"));
        if (!flags.isBlank()) {
            argv.addAll(List.of(flags.strip().split("\\s+", -1)));
        }
        SimProcess child = process.fork(argv, new DhcpdProgram());
        child.start();
        return process.waitFor(child).shellStatus() == 0;
    }

    @Override
    public void stop(SimProcess process) {
        kill();
    }

    @Override
    public void kill() {
        machine.timeline().locked(() -> DhcpServer.of(machine).stop());
    }

    @Override
    public boolean canReload() {
        return false;
    }

    @Override
    public void reload() {}
}
