package io.vmm4j.testkit.internal.hypervisor;

import io.vmm4j.testkit.internal.kernel.Image;
import io.vmm4j.testkit.internal.kernel.Program;
import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.testkit.internal.net.HostnameIf;
import io.vmm4j.testkit.internal.rc.Services;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The part of rc(8) that concerns interfaces and daemons. */
final class Boot implements Program {

    private static final String IFCONFIG = "/sbin/ifconfig";

    private final HypervisorSpec spec;
    private final Services services;

    Boot(HypervisorSpec spec, Services services) {
        this.spec = spec;
        this.services = services;
    }

    @Override
    public int run(SimProcess process) throws IOException {
        if (!spec.disabled().contains("pf")) {
            run(process, "/sbin/pfctl", List.of("-f", "/etc/pf.conf"));
            run(process, "/sbin/pfctl", List.of("-e"));
        }
        for (String device : spec.interfaces().keySet()) {
            ifconfig(process, List.of(device, "create"));
        }
        for (Map.Entry<String, List<String>> file : spec.interfaces().entrySet()) {
            for (List<String> run : HostnameIf.runs(file.getKey(), file.getValue())) {
                ifconfig(process, run);
            }
        }
        services.startEnabled(process, spec.stopped());
        return 0;
    }

    private static void ifconfig(SimProcess process, List<String> arguments) throws IOException {
        run(process, IFCONFIG, arguments);
    }

    private static void run(SimProcess process, String program, List<String> arguments) throws IOException {
        Image image = process.machine().programs().load(process.files(), program);
        List<String> argv = new ArrayList<>(List.of(program.substring(program.lastIndexOf('/') + 1)));
        argv.addAll(arguments);
        SimProcess child = process.fork(image.argv(argv), image.program());
        child.start();
        process.waitFor(child);
    }
}
