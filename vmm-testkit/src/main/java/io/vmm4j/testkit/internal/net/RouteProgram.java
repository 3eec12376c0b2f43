package io.vmm4j.testkit.internal.net;

import io.vmm4j.testkit.internal.kernel.Program;
import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.testkit.internal.libc.Getopt;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * route(8): shows, adds and deletes IPv4 routes through gateways, of the first routing table. Addresses are written as numbers. Its
 * messages are not verified against a real one.
 */
public final class RouteProgram implements Program {

    private static final Set<String> MODIFIERS = Set.of("-inet", "-net", "-host");
    private static final String USAGE = "usage: route [-dnqtv] [-T rtable] command [[modifiers] args]\n";
    private static final String FAILED = "writing to routing socket: ";

    /** A network by its address, and how many of its bits count. */
    private record Destination(int network, int length) {}

    @Override
    public int run(SimProcess process) throws IOException {
        Getopt parsed = Getopt.parse("nqv", process.arguments());
        List<String> words = new ArrayList<>(parsed.operands());
        if (parsed.failed() || words.isEmpty()) {
            process.complain(USAGE);
            return 1;
        }
        boolean quiet = parsed.options().stream().anyMatch(option -> option.letter() == 'q');
        String command = words.remove(0);
        words.removeIf(MODIFIERS::contains);
        if (command.equals("show") && words.isEmpty()) {
            Network network = Network.of(process.machine());
            process.print(process.machine().timeline().lockedGet(() -> RouteTable.of(network)));
            return 0;
        }
        boolean adds = command.equals("add") && words.size() == 2;
        boolean deletes = command.equals("delete") && (words.size() == 1 || words.size() == 2);
        if (!adds && !deletes) {
            process.complain(USAGE);
            return 1;
        }
        return change(process, words, adds, quiet);
    }

    private static int change(SimProcess process, List<String> words, boolean adds, boolean quiet) throws IOException {
        OptionalInt gateway = words.size() == 2 ? Inet4.parse(words.get(1)) : OptionalInt.empty();
        Destination destination = destination(words.get(0));
        if (destination.length() < 0 || (words.size() == 2 && gateway.isEmpty())) {
            process.warn(String.join(" ", words) + ": bad address");
            return 1;
        }
        if (!process.account().isRoot()) {
            process.warn(FAILED + "Operation not permitted");
            return 1;
        }
        Routes routes = Network.of(process.machine()).routes();
        boolean done = process.machine()
                .timeline()
                .lockedGet(() -> adds
                        ? routes.add(destination.network(), destination.length(), gateway.getAsInt(), 0)
                        : routes.remove(destination.network(), destination.length()));
        if (!done && !quiet) {
            process.warn(FAILED + (adds ? "Network is unreachable" : "No such process"));
        }
        if (done && !quiet) {
            process.print((adds ? "add" : "delete") + " net " + words.get(0)
                    + (words.size() == 2 ? ": gateway " + words.get(1) : "") + "\n");
        }
        return done ? 0 : 1;
    }

    /** A length below zero if it is none. */
    private static Destination destination(String text) {
        if (text.equals("default")) {
            return new Destination(0, 0);
        }
        String[] parts = text.split("/", 2);
        OptionalInt address = Inet4.parse(parts[0]);
        int length = parts.length == 1 ? 32 : parts[1].matches("[0-9]{1,2}") ? Integer.parseInt(parts[1]) : -1;
        if (address.isEmpty() || length < 0 || length > 32) {
            return new Destination(0, -1);
        }
        return new Destination(address.getAsInt() & Inet4.mask(length), length);
    }
}
