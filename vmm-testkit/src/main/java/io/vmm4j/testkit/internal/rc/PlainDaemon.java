package io.vmm4j.testkit.internal.rc;

import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.testkit.internal.kernel.SystemError;
import java.io.IOException;

/** A daemon of which only matters whether it runs, and whether its configuration file is there. */
final class PlainDaemon implements Daemon {

    private final BaseService service;
    private volatile boolean running;

    PlainDaemon(BaseService service) {
        this.service = service;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public boolean hasConfigTest() {
        return service.configuration().isPresent();
    }

    @Override
    public boolean configTest(SimProcess process, String flags) throws IOException {
        if (service.configuration().isEmpty()) {
            return true;
        }
        String file = service.configuration().get();
        try {
            process.files().stat(file);
            return true;
        } catch (SystemError e) {
            process.complain("fatal in " + service.word() + ": Can't open " + file + ": "
                    + e.errno().text() + "\n");
            return false;
        }
    }

    @Override
    public boolean start(SimProcess process, String flags) {
        running = true;
        return true;
    }

    @Override
    public void stop(SimProcess process) {
        running = false;
    }

    @Override
    public void kill() {
        running = false;
    }

    @Override
    public boolean canReload() {
        return true;
    }

    @Override
    public void reload() {}
}
