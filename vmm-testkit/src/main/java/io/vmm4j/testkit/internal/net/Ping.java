package io.vmm4j.testkit.internal.net;

import io.vmm4j.testkit.internal.kernel.Program;
import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.testkit.internal.libc.Getopt;
import io.vmm4j.testkit.internal.libc.Strtonum;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Random;

/** ping(8) of IPv4 addresses. Without a count it goes on until it is killed, and then says no more. */
public final class Ping implements Program {

    private static final String USAGE = """
            usage: ping [-DdEefgHLnqRv] [-c count] [-I sourceaddr] [-i interval] [-l preload]
            \t    [-p pattern] [-s packetsize] [-T toskeyword] [-t ttl] [-V rtable]
            \t    [-w maxwait] host
            """;
    private static final int DEFAULT_WAIT = 10;

    /** What was asked for. */
    private record Request(String host, int address, long count, Duration patience, boolean quiet) {}

    @Override
    public int run(SimProcess process) throws IOException {
        Getopt parsed = Getopt.parse("c:I:i:np:qs:t:vw:", process.arguments());
        if (parsed.failed() || parsed.operands().size() != 1) {
            process.complain(USAGE);
            return 1;
        }
        long count = Long.MAX_VALUE;
        long wait = DEFAULT_WAIT;
        boolean quiet = false;
        for (Getopt.Option option : parsed.options()) {
            try {
                switch (option.letter()) {
                    case 'c' -> count = Strtonum.parse(option.argument(), 0, Integer.MAX_VALUE);
                    case 'w' -> wait = Strtonum.parse(option.argument(), 1, Integer.MAX_VALUE);
                    case 'q' -> quiet = true;
                    default -> {}
                }
            } catch (Strtonum.Invalid e) {
                String what = option.letter() == 'c' ? "number of packets to transmit" : "maxwait value";
                process.warn(what + " is " + e.reason() + ": " + option.argument());
                return 1;
            }
        }
        String host = parsed.operands().get(0);
        OptionalInt address = Inet4.parse(host);
        if (address.isEmpty()) {
            process.warn("no address associated with name");
            return 1;
        }
        long packets = count == 0 ? Long.MAX_VALUE : count;
        return ping(process, new Request(host, address.getAsInt(), packets, Duration.ofSeconds(wait), quiet));
    }

    private static int ping(SimProcess process, Request request) throws IOException {
        Random random = new Random(process.machine().random().nextLong());
        List<Double> trips = new ArrayList<>();
        String shown = Inet4.format(request.address());
        process.print("PING " + request.host() + " (" + shown + "): 56 data bytes\n");
        process.flush();
        for (long packet = 0; packet < request.count(); packet++) {
            boolean answered = isAnswered(process, request.address());
            if (answered) {
                double milliseconds = 0.2 + random.nextInt(8000) / 1000.0;
                trips.add(milliseconds);
                if (!request.quiet()) {
                    process.print("64 bytes from " + shown + ": icmp_seq=" + packet + " ttl=255 time="
                            + three(milliseconds) + " ms\n");
                    process.flush();
                }
            }
            boolean last = packet == request.count() - 1;
            if (!last || !answered) {
                process.await(() -> false, last ? request.patience() : Duration.ofSeconds(1));
            }
        }
        summarise(process, request, trips);
        return trips.isEmpty() ? 1 : 0;
    }

    private static boolean isAnswered(SimProcess process, int address) {
        Network network = Network.of(process.machine());
        return process.machine()
                .timeline()
                .lockedGet(
                        () -> network.isOwn(address) || network.contact(address).isPresent());
    }

    private static void summarise(SimProcess process, Request request, List<Double> trips) throws IOException {
        double lost = 100.0 * (request.count() - trips.size()) / request.count();
        process.print("\n--- " + request.host() + " ping statistics ---\n" + request.count() + " packets transmitted, "
                + trips.size() + " packets received, " + String.format(Locale.ROOT, "%.1f", lost) + "% packet loss\n");
        if (trips.isEmpty()) {
            return;
        }
        double average = trips.stream().mapToDouble(trip -> trip).average().orElse(0);
        double squares =
                trips.stream().mapToDouble(trip -> trip * trip).average().orElse(0);
        double deviation = Math.sqrt(Math.max(0, squares - average * average));
        double least = trips.stream().mapToDouble(trip -> trip).min().orElse(0);
        double most = trips.stream().mapToDouble(trip -> trip).max().orElse(0);
        process.print("round-trip min/avg/max/std-dev = " + three(least) + "/" + three(average) + "/" + three(most)
                + "/" + three(deviation) + " ms\n");
    }

    private static String three(double milliseconds) {
        return String.format(Locale.ROOT, "%.3f", milliseconds);
    }
}
