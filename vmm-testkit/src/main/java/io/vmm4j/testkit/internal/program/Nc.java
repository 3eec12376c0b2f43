package io.vmm4j.testkit.internal.program;

import io.vmm4j.testkit.internal.fs.FileText;
import io.vmm4j.testkit.internal.io.OpenFile;
import io.vmm4j.testkit.internal.kernel.Errno;
import io.vmm4j.testkit.internal.kernel.Program;
import io.vmm4j.testkit.internal.kernel.Sig;
import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.testkit.internal.kernel.SystemError;
import io.vmm4j.testkit.internal.wire.Connection;
import io.vmm4j.testkit.internal.wire.Wire;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** nc(1) as a client for TCP: {@code nc -z} asks whether a port answers, without it standard input and output are connected. */
final class Nc {

    /** How long the kernel tries to connect. */
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(75);

    static final Program PROGRAM = Utility.of(
            "46nNvw:z",
            List.of(
                    "usage: nc [-46cDdFhklNnrStUuvz] [-C certfile] [-e name] [-H hash] [-I length]",
                    "\t  [-i interval] [-K keyfile] [-M ttl] [-m minttl] [-O length]",
                    "\t  [-o staplefile] [-P proxy_username] [-p source_port] [-R CAfile]",
                    "\t  [-s sourceaddr] [-T keyword] [-V rtable] [-W recvlimit] [-w timeout]",
                    "\t  [-X proxy_protocol] [-x proxy_address[:port]] [-Z peercertfile]",
                    "\t  [destination] [port]"),
            (process, arguments) -> new Nc(process, arguments).run());

    private final SimProcess process;
    private final Arguments arguments;

    private Nc(SimProcess process, Arguments arguments) {
        this.process = process;
        this.arguments = arguments;
    }

    private int run() throws IOException {
        if (arguments.operands().size() != 2) {
            throw new UsageError();
        }
        String destination = arguments.operands().get(0);
        Optional<String> seconds = arguments.value('w');
        if (seconds.isPresent() && !seconds.get().matches("[0-9]{1,7}")) {
            process.warn("timeout invalid: " + seconds.get());
            return 1;
        }
        Optional<String> address = address(destination);
        if (address.isEmpty()) {
            process.warn("getaddrinfo for host \"" + destination + "\" port "
                    + arguments.operands().get(1) + ": no address associated with name");
            return 1;
        }
        String range = arguments.operands().get(1);
        String[] ends = range.split("-", 2);
        OptionalInt first = port(ends[0]);
        OptionalInt last = port(ends[ends.length - 1]);
        if (first.isEmpty() || last.isEmpty()) {
            process.warn("port number invalid: " + range);
            return 1;
        }
        int status = 1;
        for (int port = first.getAsInt(); port <= last.getAsInt(); port++) {
            status = Math.min(status, tryPort(destination, address.get(), port));
        }
        return status;
    }

    private int tryPort(String destination, String address, int port) throws IOException {
        Connection connection;
        try {
            connection = connect(address, port);
        } catch (SystemError e) {
            if (arguments.has('v')) {
                process.warn("connect to " + destination + " port " + port + " (tcp) failed: "
                        + e.errno().text());
            }
            return 1;
        }
        try {
            if (arguments.has('v') || arguments.has('z')) {
                String shown = destination.equals(address) ? "" : " (" + address + ")";
                process.complain("Connection to " + destination + shown + " " + port + " port [tcp/" + service(port)
                        + "] succeeded!\n");
            }
            return arguments.has('z') ? 0 : relay(connection);
        } finally {
            connection.close();
        }
    }

    private Connection connect(String address, int port) throws SystemError {
        Optional<Connection> connection = Wire.of(process.machine()).connect(address, port);
        if (connection.isEmpty()) {
            Duration patience = arguments
                    .value('w')
                    .map(text -> Duration.ofSeconds(Integer.parseInt(text)))
                    .orElse(CONNECT_TIMEOUT);
            process.await(() -> false, patience);
            throw Errno.ETIMEDOUT.asError();
        }
        return connection.get();
    }

    /** Carries both directions until the far side ends; a child carries what is typed. */
    private int relay(Connection connection) throws IOException {
        SimProcess sender = process.fork(process.argv(), child -> send(child, connection));
        sender.start();
        byte[] buffer = new byte[16 * 1024];
        OpenFile incoming = connection.incoming();
        try {
            int count;
            while ((count = incoming.read(process.patience(), buffer, 0, buffer.length)) >= 0) {
                process.print(buffer, 0, count);
                process.flush();
            }
            return 0;
        } finally {
            incoming.release();
            stop(sender);
        }
    }

    private void stop(SimProcess sender) {
        try {
            process.kill(sender.pid(), Optional.of(Sig.KILL));
        } catch (SystemError e) {
            // It has ended by itself.
        }
        process.waitFor(sender);
    }

    private int send(SimProcess child, Connection connection) throws IOException {
        byte[] buffer = new byte[16 * 1024];
        int count;
        while ((count = child.read(0, buffer, 0, buffer.length)) >= 0) {
            connection.write(child.patience(), buffer, 0, count);
        }
        if (arguments.has('N')) {
            connection.closeOutput();
        }
        return 0;
    }

    private Optional<String> address(String host) throws IOException {
        if (host.matches("[0-9]+(\\.[0-9]+){3}")) {
            return Optional.of(host);
        }
        if (arguments.has('n') || !process.files().exists("/etc/hosts")) {
            return Optional.empty();
        }
        return FileText.read(process.files(), "/etc/hosts")
                .lines()
                .map(line -> line.replaceFirst("#.*", "").strip().split("[ \t]+"))
                .filter(words -> words[0].indexOf(':') < 0
                        && Arrays.asList(words).subList(1, words.length).contains(host))
                .map(words -> words[0])
                .findFirst();
    }

    private OptionalInt port(String text) {
        if (text.matches("[0-9]{1,5}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= 65535) {
            return OptionalInt.of(Integer.parseInt(text));
        }
        return switch (text) {
            case "ssh" -> OptionalInt.of(22);
            case "domain" -> OptionalInt.of(53);
            case "http", "www" -> OptionalInt.of(80);
            case "https" -> OptionalInt.of(443);
            default -> OptionalInt.empty();
        };
    }

    private String service(int port) {
        if (arguments.has('n')) {
            return "*";
        }
        return switch (port) {
            case 22 -> "ssh";
            case 53 -> "domain";
            case 80 -> "www";
            case 443 -> "https";
            default -> "*";
        };
    }
}
