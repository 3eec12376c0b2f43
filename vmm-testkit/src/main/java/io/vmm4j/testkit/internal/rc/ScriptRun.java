package io.vmm4j.testkit.internal.rc;

import io.vmm4j.testkit.internal.fs.OpenFlag;
import io.vmm4j.testkit.internal.kernel.Image;
import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.testkit.internal.libc.Getopt;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Runs a script of rc.d(8) as a child of rcctl(8). */
final class ScriptRun {

    private final SimProcess process;
    private final String path;

    ScriptRun(SimProcess process, String service) {
        this.process = process;
        this.path = Services.SCRIPTS + service;
    }

    /** Runs it with rcctl's own options and first operand; its exit status. */
    int run(Getopt options) throws IOException {
        List<String> argv = new ArrayList<>(List.of(path));
        options.options().forEach(option -> argv.add("-" + option.letter()));
        argv.add(options.operands().get(0));
        SimProcess child = child(argv);
        child.start();
        return process.waitFor(child).shellStatus();
    }

    /** Whether its check says that the daemon runs. */
    boolean checks() throws IOException {
        SimProcess child = child(List.of(path, "check"));
        child.descriptors().put(1, process.files().open("/dev/null", OpenFlag.WRITING, 0));
        child.start();
        return process.waitFor(child).shellStatus() == 0;
    }

    private SimProcess child(List<String> argv) throws IOException {
        process.flush();
        Image image = process.machine().programs().load(process.files(), path);
        return process.fork(image.argv(argv), image.program());
    }
}
