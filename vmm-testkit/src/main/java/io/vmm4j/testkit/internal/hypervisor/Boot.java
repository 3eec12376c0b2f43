package io.vmm4j.testkit.internal.hypervisor;

import io.vmm4j.testkit.internal.fs.FileText;
import io.vmm4j.testkit.internal.kernel.Image;
import io.vmm4j.testkit.internal.kernel.Program;
import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.testkit.internal.net.HostnameIf;
import io.vmm4j.testkit.internal.net.Inet4;
import io.vmm4j.testkit.internal.rc.Services;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The part of rc(8) that concerns kernel state, interfaces, left-over files and daemons. */
final class Boot implements Program {

    private static final String IFCONFIG = "/sbin/ifconfig";
    private static final String SYSCTL = "/sbin/sysctl";
    private static final String ROUTE = "/sbin/route";
    private static final String MYGATE = "/etc/mygate";
    private static final String SYSCTL_CONF = "/etc/sysctl.conf";
    private static final String HOSTNAME_IF = "hostname.";

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

    private final Services services;
    private final Set<String> stopped;

    /** A boot that starts all services that are enabled but these. */
    Boot(Services services, Set<String> stopped) {
        this.services = services;
        this.stopped = stopped;
    }

    @Override
    public int run(SimProcess process) throws IOException {
        boolean filters = Services.filtersPackets(process.files());
        if (filters) {
            run(process, "/bin/sh", List.of("-c", "printf '" + UNTIL_LOADED + "' | pfctl -ef -"));
        }
        setKernelState(process);
        startNetwork(process);
        addDefaultRoutes(process);
        if (filters) {
            run(process, "/sbin/pfctl", List.of("-f", "/etc/pf.conf"));
        }
        services.startEnabled(process, stopped);
        return 0;
    }

    private static void setKernelState(SimProcess process) throws IOException {
        if (!process.files().exists(SYSCTL_CONF)) {
            return;
        }
        for (String line : FileText.read(process.files(), SYSCTL_CONF).lines().toList()) {
            String setting = line.replaceFirst("#.*", "").strip();
            if (!setting.isEmpty()) {
                run(process, SYSCTL, List.of(setting));
            }
        }
    }

    /** All pseudo-interfaces are there before any is configured. */
    private static void startNetwork(SimProcess process) throws IOException {
        Map<String, List<String>> files = new TreeMap<>();
        for (String name : process.files().list("/etc")) {
            if (name.startsWith(HOSTNAME_IF)) {
                String text = FileText.read(process.files(), "/etc/" + name);
                files.put(name.substring(HOSTNAME_IF.length()), text.lines().toList());
            }
        }
        for (String device : files.keySet()) {
            run(process, IFCONFIG, List.of(device, "create"));
            if (isStatic(files.getOrDefault(device, List.of()))) {
                // What a card without a file got by itself.
                run(process, IFCONFIG, List.of(device, "-autoconf", "-inet"));
            }
        }
        for (Map.Entry<String, List<String>> file : files.entrySet()) {
            for (List<String> arguments : HostnameIf.runs(file.getKey(), file.getValue())) {
                run(process, IFCONFIG, arguments);
            }
        }
    }

    private static boolean isStatic(List<String> lines) {
        return lines.stream().noneMatch(line -> line.matches("\\s*(dhcp|inet\\s+autoconf|autoconf)\\b.*"));
    }

    /** Instead of the default route that the card got by itself. */
    private static void addDefaultRoutes(SimProcess process) throws IOException {
        if (!process.files().exists(MYGATE)) {
            return;
        }
        for (String line : FileText.read(process.files(), MYGATE).lines().toList()) {
            String gateway = line.replaceFirst("#.*", "").strip();
            if (Inet4.parse(gateway).isPresent()) {
                run(process, ROUTE, List.of("-qn", "delete", "-inet", "default"));
                run(process, ROUTE, List.of("-qn", "add", "-inet", "default", gateway));
            }
        }
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
