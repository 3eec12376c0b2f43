package io.vmm4j.testkit.internal.rc;

import io.vmm4j.testkit.internal.httpd.HttpdProgram;
import io.vmm4j.testkit.internal.kernel.Machine;
import io.vmm4j.testkit.internal.kernel.Sig;
import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.testkit.internal.kernel.SystemError;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * httpd(8) as its rc.d(8) script handles it. The script knows instances by their title, {@code httpd: parent}, which all have: any of
 * them counts as running, and a stop ends all. That is not verified against a real one.
 */
final class HttpdDaemon implements Daemon {

    private static final String NAME = "httpd:";
    /** How long rc.subr(8) waits for a daemon to go into the background. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration UNTIL_IT_LISTENS = Duration.ofMillis(100);

    private final Machine machine;

    HttpdDaemon(Machine machine) {
        this.machine = machine;
    }

    private List<SimProcess> instances() {
        return machine.timeline()
                .lockedGet(() -> machine.processes().all().stream()
                        .filter(each -> each.ending().isEmpty() && each.name().equals(NAME))
                        .toList());
    }

    @Override
    public boolean isRunning() {
        return !instances().isEmpty();
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
        boolean started = run(process, flags);
        process.await(() -> false, UNTIL_IT_LISTENS);
        return started;
    }

    private static boolean run(SimProcess process, String flags) {
        List<String> argv = new ArrayList<>(List.of("httpd"));
        if (!flags.isBlank()) {
            argv.addAll(List.of(flags.strip().split("\\s+", -1)));
        }
        SimProcess child = process.fork(argv, new HttpdProgram());
        child.start();
        return process.await(() -> child.ending().isPresent(), PATIENCE)
                && process.waitFor(child).shellStatus() == 0;
    }

    @Override
    public void stop(SimProcess process) throws IOException {
        for (SimProcess each : instances()) {
            try {
                process.kill(each.pid(), Optional.of(Sig.TERM));
            } catch (SystemError e) {
                // It has ended by itself.
            }
        }
    }

    /** Its processes end with all others. */
    @Override
    public void kill() {}

    @Override
    public boolean canReload() {
        return true;
    }

    /** Not simulated: what it serves stays as it was configured. */
    @Override
    public void reload() {}
}
