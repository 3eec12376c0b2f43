package io.vmm4j.testkit.internal.httpd;

import io.vmm4j.testkit.internal.fs.FileText;
import io.vmm4j.testkit.internal.http.Listeners;
import io.vmm4j.testkit.internal.httpd.HttpdConf.Listen;
import io.vmm4j.testkit.internal.httpd.HttpdConf.Server;
import io.vmm4j.testkit.internal.io.Devices;
import io.vmm4j.testkit.internal.kernel.Account;
import io.vmm4j.testkit.internal.kernel.Errno;
import io.vmm4j.testkit.internal.kernel.Machine;
import io.vmm4j.testkit.internal.kernel.ProcessTable;
import io.vmm4j.testkit.internal.kernel.Program;
import io.vmm4j.testkit.internal.kernel.Session;
import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.testkit.internal.kernel.SystemError;
import io.vmm4j.testkit.internal.libc.Getopt;
import io.vmm4j.testkit.internal.net.IfAddress;
import io.vmm4j.testkit.internal.net.Inet4;
import io.vmm4j.testkit.internal.net.NetInterface;
import io.vmm4j.testkit.internal.net.Network;
import io.vmm4j.testkit.internal.vmd.Syslog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * httpd(8): checks its file, or goes into the background and serves, or serves in the foreground with {@code -d}. It is one process,
 * which SIGTERM ends. As the real one it goes into the background before it listens: what is wrong then, the log says. Messages other
 * than of the grammar are not compared with a real one.
 */
public final class HttpdProgram implements Program {

    /** The file that is read unless another is named. */
    public static final String FILE = "/etc/httpd.conf";

    private static final String USAGE = "usage: httpd [-dnv] [-D macro=value] [-f file]\n";

    @Override
    public int run(SimProcess process) throws IOException {
        Getopt parsed = Getopt.parse("dD:nf:v", process.arguments());
        if (parsed.failed()) {
            process.warn(parsed.error());
        }
        if (parsed.failed() || !parsed.operands().isEmpty()) {
            process.complain(USAGE);
            return 1;
        }
        boolean check = has(parsed, 'n');
        boolean foreground = has(parsed, 'd');
        String file = parsed.options().stream()
                .filter(option -> option.letter() == 'f')
                .map(Getopt.Option::argument)
                .reduce(FILE, (earlier, later) -> later);
        Optional<HttpdConf> conf = read(process, file);
        if (conf.isEmpty()) {
            return 1;
        }
        if (!process.account().isRoot()) {
            process.warn("need root privileges");
            return 1;
        }
        if (check) {
            process.complain("configuration OK\n");
            return 0;
        }
        if (foreground) {
            return serve(process, conf.get(), line -> process.complain(line + "\n"));
        }
        start(process.machine(), process.account(), conf.get());
        return 0;
    }

    private static boolean has(Getopt parsed, char letter) {
        return parsed.options().stream().anyMatch(option -> option.letter() == letter);
    }

    private static Optional<HttpdConf> read(SimProcess process, String file) throws IOException {
        String text;
        try {
            text = FileText.read(process.files(), file);
        } catch (SystemError e) {
            process.complain(file + ": " + e.errno().text() + "\n");
            return Optional.empty();
        }
        List<String> messages = new ArrayList<>();
        Optional<HttpdConf> conf = HttpdConfParser.parse(file, text, messages::add);
        for (String message : messages) {
            process.complain(message + "\n");
        }
        return conf;
    }

    private static void start(Machine machine, Account account, HttpdConf conf) {
        SimProcess daemon = machine.processes()
                .spawn(new ProcessTable.Start(
                        account,
                        Session.detached(),
                        List.of("httpd:", "parent"),
                        process -> serve(process, conf, new Syslog(machine, "httpd[" + process.pid() + "]")::log),
                        Map.of(),
                        "/",
                        Map.of(0, Devices.NULL.open(), 1, Devices.NULL.open(), 2, Devices.NULL.open())));
        daemon.start();
    }

    /** Where a line goes that says what happens. */
    @FunctionalInterface
    private interface Log {
        void line(String text) throws IOException;
    }

    private static int serve(SimProcess process, HttpdConf conf, Log log) throws IOException {
        Machine machine = process.machine();
        log.line("startup");
        Sockets sockets = new Sockets(machine);
        try {
            Account www = machine.accounts().user("www").orElseThrow();
            Optional<Errno> problem =
                    machine.timeline().lockedGet(() -> sockets.open(conf, new FileServer(machine, conf, www)));
            if (problem.isPresent()) {
                log.line("fatal: send server: " + problem.get().text());
                return 1;
            }
            throw process.hang();
        } finally {
            machine.timeline().locked(sockets::close);
        }
    }

    /** The sockets that an instance listens on. Guarded by the timeline's lock. */
    private static final class Sockets {

        private final Machine machine;
        private final List<Listen> open = new ArrayList<>();

        private Sockets(Machine machine) {
            this.machine = machine;
        }

        /** Opens all; what is wrong with the first that cannot be. */
        private Optional<Errno> open(HttpdConf conf, FileServer files) {
            Map<Listen, List<Server>> byPlace = new LinkedHashMap<>();
            for (Server server : conf.servers()) {
                for (Listen listen : server.listening()) {
                    for (String address : addresses(listen.address())) {
                        byPlace.computeIfAbsent(
                                        new Listen(address, listen.port(), listen.tls()), place -> new ArrayList<>())
                                .add(server);
                    }
                }
            }
            for (Map.Entry<Listen, List<Server>> each : byPlace.entrySet()) {
                Listen place = each.getKey();
                Listeners listeners = Listeners.of(machine);
                if (!isOwn(place.address())) {
                    return Optional.of(Errno.EADDRNOTAVAIL);
                }
                if (listeners.isTaken(place.address(), place.port())) {
                    return Optional.of(Errno.EADDRINUSE);
                }
                listeners.listen(place.address(), place.port(), query -> files.answer(each.getValue(), query));
                open.add(place);
            }
            return Optional.empty();
        }

        /** Those of an interface, if it is one's name. */
        private List<String> addresses(String word) {
            if (Inet4.parse(word).isPresent() || word.contains(":")) {
                return List.of(word);
            }
            List<String> found = Network.of(machine)
                    .interfaces()
                    .all()
                    .filter(device ->
                            device.name().equals(word) || device.groups().contains(word))
                    .map(NetInterface::addresses)
                    .flatMap(List::stream)
                    .map(IfAddress::address)
                    .map(Inet4::format)
                    .toList();
            return found.isEmpty() ? List.of("nowhere") : found;
        }

        private boolean isOwn(String address) {
            return address.equals("0.0.0.0")
                    || address.equals("127.0.0.1")
                    || address.startsWith("::")
                    || (Inet4.parse(address).isPresent()
                            && Network.of(machine).isOwn(Inet4.parse(address).getAsInt()));
        }

        private void close() {
            open.forEach(place -> Listeners.of(machine).close(place.address(), place.port()));
            open.clear();
        }
    }
}
