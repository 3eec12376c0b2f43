package io.vmm4j.testkit.internal.dhcp;

import io.vmm4j.testkit.internal.dhcp.DhcpServer.Service;
import io.vmm4j.testkit.internal.fs.FileText;
import io.vmm4j.testkit.internal.kernel.Exited;
import io.vmm4j.testkit.internal.kernel.Program;
import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.testkit.internal.kernel.SystemError;
import io.vmm4j.testkit.internal.libc.Getopt;
import io.vmm4j.testkit.internal.net.IfFlag;
import io.vmm4j.testkit.internal.net.Inet4;
import io.vmm4j.testkit.internal.net.NetInterface;
import io.vmm4j.testkit.internal.net.Network;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * dhcpd(8): checks its file, or reads it and goes into the background. Its file of leases must be there. It does not stay in the
 * foreground, and knows no tables of pf(4) and no synchronisation.
 *
 * <p>Of its messages, the one for a missing file is verified against a real one; the others are not.
 */
public final class DhcpdProgram implements Program {

    private static final String USAGE = """
            usage: dhcpd [-dfn] [-A abandoned_ip_table] [-C changed_ip_table]
            \t[-c config-file] [-L leased_ip_table] [-l lease-file] [-u[bind_address]]
            \t[-Y synctarget] [-y synclisten] [if0 [... ifN]]
            """;

    @Override
    public int run(SimProcess process) throws IOException {
        Getopt parsed = Getopt.parse("A:C:L:c:dfl:nuY:y:", process.arguments());
        if (parsed.failed()) {
            process.warn(parsed.error());
            return usage(process);
        }
        String file = option(parsed, 'c', DhcpdConf.FILE);
        DhcpdConf conf = read(process, file);
        if (has(parsed, 'n')) {
            return 0;
        }
        if (has(parsed, 'd') || has(parsed, 'f') || has(parsed, 'u')) {
            process.complain(
                    "dhcpd: simulator limitation: it does not stay in the foreground, nor listen to other than bpf(4)\n");
            return 1;
        }
        if (!process.account().isRoot()) {
            throw fatal(process, "bpf: Permission denied");
        }
        Leases leases = leases(process, option(parsed, 'l', Leases.FILE));
        List<NetInterface> listening = listening(process, conf, parsed.operands());
        DhcpServer server = DhcpServer.of(process.machine());
        process.machine().timeline().locked(() -> server.start(new Service(conf, leases, listening)));
        return 0;
    }

    private static boolean has(Getopt parsed, char letter) {
        return parsed.options().stream().anyMatch(option -> option.letter() == letter);
    }

    private static String option(Getopt parsed, char letter, String standard) {
        return parsed.options().stream()
                .filter(option -> option.letter() == letter)
                .map(Getopt.Option::argument)
                .reduce(standard, (earlier, later) -> later);
    }

    private static int usage(SimProcess process) throws IOException {
        process.complain(USAGE);
        return 1;
    }

    private static Exited fatal(SimProcess process, String message) throws IOException {
        process.complain("fatal in dhcpd: " + message + "\n");
        return new Exited(1);
    }

    private static DhcpdConf read(SimProcess process, String file) throws IOException {
        Words words;
        try {
            words = new Words(file, FileText.read(process.files(), file));
        } catch (SystemError e) {
            throw fatal(process, "Can't open " + file + ": " + e.errno().text());
        }
        DhcpdConf conf;
        try {
            conf = new ConfReader(words).read();
        } catch (ConfFailure e) {
            complain(process, words);
            throw fatal(process, e.reason());
        }
        complain(process, words);
        if (words.isRefused()) {
            throw fatal(process, "Configuration file errors encountered");
        }
        return conf;
    }

    private static void complain(SimProcess process, Words words) throws IOException {
        for (String line : words.complaints()) {
            process.complain(line + "\n");
        }
    }

    private static Leases leases(SimProcess process, String path) throws IOException {
        try {
            return Leases.open(process.machine().files(), path);
        } catch (SystemError e) {
            throw fatal(
                    process,
                    "Can't open lease database " + path + ": " + e.errno().text()
                            + " -- check for failed database rewrite attempt!");
        }
    }

    private static List<NetInterface> listening(SimProcess process, DhcpdConf conf, List<String> names)
            throws IOException {
        List<NetInterface> candidates = process.machine()
                .timeline()
                .lockedGet(() -> Network.of(process.machine())
                        .interfaces()
                        .all()
                        .filter(each -> each.is(IfFlag.UP) && each.is(IfFlag.BROADCAST))
                        .filter(each -> names.isEmpty() || names.contains(each.name()))
                        .toList());
        List<NetInterface> listening = new ArrayList<>();
        for (NetInterface device : candidates) {
            if (device.addresses().isEmpty()) {
                process.complain("Can't listen on " + device.name() + " - it has no IP address.\n");
            } else if (DhcpServer.sharedNetwork(conf, device).isEmpty()) {
                process.complain("Can't listen on " + device.name()
                        + " - dhcpd.conf has no subnet declaration for "
                        + Inet4.format(device.addresses().get(0).address()) + ".\n");
            } else {
                listening.add(device);
            }
        }
        for (String name : names) {
            if (candidates.stream().noneMatch(device -> device.name().equals(name))) {
                process.complain("Can't listen on " + name + " - it has no IP address.\n");
            }
        }
        if (listening.isEmpty()) {
            throw fatal(process, "No interfaces to listen on.");
        }
        return listening;
    }
}
