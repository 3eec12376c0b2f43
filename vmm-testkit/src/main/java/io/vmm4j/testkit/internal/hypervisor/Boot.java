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

    /** The rules that hold until pf.conf(5) is loaded, and on if it cannot be: nobody but who logs in. */
    private static final String UNTIL_LOADED = """
            block all
            pass on lo0
            pass in proto tcp to port ssh
            pass out proto { tcp udp } to port domain
            pass out inet proto icmp icmp-type echoreq
            pass out inet6 proto icmp6 icmp6-type { neighbrsol routersol }
            pass in inet6 proto icmp6 icmp6-type { neighbradv routeradv }
            """;

    private final HypervisorSpec spec;
    private final Services services;

    Boot(HypervisorSpec spec, Services services) {
        this.spec = spec;
        this.services = services;
    }

    @Override
    public int run(SimProcess process) throws IOException {
        boolean filters = !spec.disabled().contains("pf");
        if (filters) {
            run(process, "/bin/sh", List.of("-c", "printf '" + UNTIL_LOADED + "' | pfctl -ef -"));
        }
        for (String device : spec.interfaces().keySet()) {
            ifconfig(process, List.of(device, "create"));
        }
        for (Map.Entry<String, List<String>> file : spec.interfaces().entrySet()) {
            for (List<String> run : HostnameIf.runs(file.getKey(), file.getValue())) {
                ifconfig(process, run);
            }
        }
        if (filters) {
            run(process, "/sbin/pfctl", List.of("-f", "/etc/pf.conf"));
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
