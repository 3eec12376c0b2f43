package io.vmm4j.testkit.internal.rc;

import io.vmm4j.testkit.internal.fs.FileText;
import io.vmm4j.testkit.internal.kernel.Machine;
import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.testkit.internal.kernel.SystemError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** unbound(8) as its rc.d(8) script handles it. Its messages are not verified against a real one. */
final class UnboundDaemon implements Daemon {

    private volatile Optional<Machine> host = Optional.empty();

    @Override
    public boolean isRunning() {
        return host.isPresent();
    }

    @Override
    public boolean hasConfigTest() {
        return true;
    }

    /** Checks a file as unbound-checkconf(8) does, without a word if it is good. */
    static boolean check(SimProcess process, String file) throws IOException {
        String text;
        try {
            text = FileText.read(process.files(), file);
        } catch (SystemError e) {
            process.complain("Could not open " + file + ": " + e.errno().text() + "\n");
            return false;
        }
        UnboundConf conf = UnboundConf.parse(text);
        for (String error : conf.errors()) {
            process.complain(file + ":" + error + "\n");
        }
        if (!conf.errors().isEmpty()) {
            process.complain("read " + file + " failed: " + conf.errors().size() + " errors in configuration file\n");
        }
        return conf.errors().isEmpty();
    }

    @Override
    public boolean configTest(SimProcess process, String flags) throws IOException {
        return check(process, UnboundConf.FILE);
    }

    @Override
    public boolean start(SimProcess process, String flags) throws IOException {
        load(process.machine());
        host = Optional.of(process.machine());
        return true;
    }

    private static void load(Machine machine) throws SystemError {
        UnboundConf conf = UnboundConf.parse(FileText.read(machine.files(), UnboundConf.FILE));
        machine.timeline().locked(() -> Resolver.of(machine).start(conf));
    }

    @Override
    public void stop(SimProcess process) {
        host = Optional.empty();
        process.machine().timeline().locked(() -> Resolver.of(process.machine()).stop());
    }

    @Override
    public void kill() {
        host.ifPresent(
                machine -> machine.timeline().locked(() -> Resolver.of(machine).stop()));
        host = Optional.empty();
    }

    @Override
    public boolean canReload() {
        return true;
    }

    @Override
    public void reload() {
        try {
            if (host.isPresent()) {
                load(host.get());
            }
        } catch (SystemError e) {
            throw new UncheckedIOException(e);
        }
    }
}
