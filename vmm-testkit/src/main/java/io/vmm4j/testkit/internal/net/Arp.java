package io.vmm4j.testkit.internal.net;

import io.vmm4j.testkit.internal.kernel.Program;
import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.testkit.internal.libc.Getopt;
import io.vmm4j.testkit.internal.net.Neighbours.Entry;
import io.vmm4j.testkit.internal.net.Neighbours.Term;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** arp(8): shows, sets and deletes neighbours. Names are not looked up: an address must be written as numbers. */
public final class Arp implements Program {

    private static final int ADDRESS_WIDTH = 36;
    private static final int LLADDR_WIDTH = 17;
    private static final int DEVICE_WIDTH = 7;

    private static final String USAGE = """
            usage: arp [-adn] [-V rdomain] hostname
                   arp [-F] [-f file] [-V rdomain] -s hostname ether_addr
                       [temp | permanent] [pub]
                   arp -W ether_addr [iface]
            """;

    @Override
    public int run(SimProcess process) throws IOException {
        Getopt parsed = Getopt.parse("andsFf:V:W", process.arguments());
        List<String> operands = parsed.operands();
        boolean all = has(parsed, 'a');
        if (parsed.failed() || has(parsed, 'f') || has(parsed, 'W')) {
            return usage(process);
        }
        if (has(parsed, 's')) {
            return operands.size() < 2 ? usage(process) : set(process, operands);
        }
        if (all ? !operands.isEmpty() : operands.size() != 1) {
            return usage(process);
        }
        if (has(parsed, 'd')) {
            return all ? deleteAll(process) : delete(process, operands.get(0));
        }
        return all ? dump(process) : show(process, operands.get(0));
    }

    private static boolean has(Getopt parsed, char letter) {
        return parsed.options().stream().anyMatch(option -> option.letter() == letter);
    }

    private static int usage(SimProcess process) throws IOException {
        process.complain(USAGE);
        return 1;
    }

    private static OptionalInt address(SimProcess process, String host) throws IOException {
        OptionalInt address = Inet4.parse(host);
        if (address.isEmpty()) {
            process.warn(host + ": no address associated with name");
        }
        return address;
    }

    private static int dump(SimProcess process) throws IOException {
        process.print(header());
        for (Entry entry : entries(process)) {
            process.print(line(entry, process.machine().timeline().now()));
        }
        return 0;
    }

    private static List<Entry> entries(SimProcess process) {
        Neighbours neighbours = Network.of(process.machine()).neighbours();
        return process.machine().timeline().lockedGet(neighbours::all);
    }

    private static int show(SimProcess process, String host) throws IOException {
        OptionalInt address = address(process, host);
        if (address.isEmpty()) {
            return 1;
        }
        process.print(header());
        Optional<Entry> found = entries(process).stream()
                .filter(entry -> entry.address() == address.getAsInt())
                .findFirst();
        if (found.isEmpty()) {
            process.print(left(Inet4.format(address.getAsInt()), ADDRESS_WIDTH) + " no entry\n");
            return 1;
        }
        process.print(line(found.get(), process.machine().timeline().now()));
        return 0;
    }

    private static int set(SimProcess process, List<String> operands) throws IOException {
        OptionalInt address = address(process, operands.get(0));
        Optional<Lladdr> lladdr = Lladdr.parse(operands.get(1));
        if (address.isEmpty()) {
            return 1;
        }
        if (lladdr.isEmpty()) {
            process.warn("invalid ethernet address: " + operands.get(1));
            return 1;
        }
        if (!process.account().isRoot()) {
            process.warn("writing to routing socket: Operation not permitted");
            return 1;
        }
        Network network = Network.of(process.machine());
        Optional<NetInterface> device = process.machine()
                .timeline()
                .lockedGet(() -> network.interfaces()
                        .all()
                        .filter(each -> each.addresses().stream().anyMatch(own -> isBeside(own, address.getAsInt())))
                        .findFirst());
        if (device.isEmpty()) {
            process.print("cannot intuit interface index and type for " + operands.get(0) + "\n");
            return 1;
        }
        Instant end = process.machine().timeline().now().plus(Duration.ofMinutes(20));
        boolean temporary = operands.subList(2, operands.size()).stream().anyMatch(word -> word.startsWith("temp"));
        Term term = temporary ? new Term.Until(end) : new Term.Static();
        process.machine()
                .timeline()
                .locked(() -> network.neighbours()
                        .put(new Entry(address.getAsInt(), lladdr, device.get().name(), term)));
        return 0;
    }

    private static boolean isBeside(IfAddress own, int address) {
        return (own.address() & own.mask()) == (address & own.mask());
    }

    private static int delete(SimProcess process, String host) throws IOException {
        OptionalInt address = address(process, host);
        if (address.isEmpty()) {
            return 1;
        }
        Neighbours neighbours = Network.of(process.machine()).neighbours();
        boolean deleted = process.machine().timeline().lockedGet(() -> neighbours.delete(address.getAsInt()));
        if (!deleted) {
            process.warn("delete: cannot locate " + host);
            return 1;
        }
        process.print(host + " (" + Inet4.format(address.getAsInt()) + ") deleted\n");
        return 0;
    }

    private static int deleteAll(SimProcess process) throws IOException {
        for (Entry entry : entries(process)) {
            if (!(entry.term() instanceof Term.Local)) {
                delete(process, Inet4.format(entry.address()));
            }
        }
        return 0;
    }

    private static String header() {
        return left("Host", ADDRESS_WIDTH) + " " + left("Ethernet Address", LLADDR_WIDTH) + " "
                + right("Netif", DEVICE_WIDTH) + " " + left("Expire", 9) + " " + right("Flags", 5) + "\n";
    }

    private static String line(Entry entry, Instant now) {
        String lladdr = entry.lladdr().map(Lladdr::toString).orElse("(incomplete)");
        return left(Inet4.format(entry.address()), ADDRESS_WIDTH) + " " + left(lladdr, LLADDR_WIDTH) + " "
                + right(entry.device(), DEVICE_WIDTH) + " " + left(term(entry.term(), now), 9) + " "
                + (entry.term() instanceof Term.Local ? "l" : "") + "\n";
    }

    private static String term(Term term, Instant now) {
        if (term instanceof Term.Local) {
            return "permanent";
        }
        if (term instanceof Term.Until until) {
            long seconds = Duration.between(now, until.end()).toSeconds();
            return seconds > 0 ? time(seconds) : "expired";
        }
        return "static";
    }

    /** The largest units that are not zero, and all below them: {@code 19m57s}. */
    private static String time(long seconds) {
        StringBuilder text = new StringBuilder();
        append(text, seconds / 86_400, 'd');
        append(text, seconds / 3600 % 24, 'h');
        append(text, seconds / 60 % 60, 'm');
        return text.append(seconds % 60).append('s').toString();
    }

    private static void append(StringBuilder text, long count, char unit) {
        if (count > 0 || !text.isEmpty()) {
            text.append(count).append(unit);
        }
    }

    private static String left(String text, int width) {
        return String.format(Locale.ROOT, "%-" + width + "s", text);
    }

    private static String right(String text, int width) {
        return String.format(Locale.ROOT, "%" + width + "s", text);
    }
}
