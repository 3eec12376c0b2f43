package io.vmm4j.testkit.internal.pf;

import io.vmm4j.testkit.internal.kernel.Program;
import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.testkit.internal.libc.Getopt;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;

/**
 * pfctl(8): {@code -si}, {@code -sr} of the main rules, {@code -e} and {@code -d}. Nothing is loaded or flushed, there are no
 * anchors, and the counters stand at zero.
 */
public final class Pfctl implements Program {

    private static final String USAGE = """
            usage: pfctl [-deghNnPqrvz] [-a anchor] [-D macro=value] [-F modifier]
            \t[-f file] [-i interface] [-K key] [-k key] [-L statefile] [-o level]
            \t[-p device] [-S statefile] [-s modifier [-R id]]
            \t[-t table -T command [address ...]] [-V rdomain] [-x level]
            """;
    private static final List<String> COUNTERS = List.of(
            "match",
            "bad-offset",
            "fragment",
            "short",
            "normalize",
            "memory",
            "bad-timestamp",
            "congestion",
            "ip-option",
            "proto-cksum",
            "state-mismatch",
            "state-insert",
            "state-limit",
            "src-limit",
            "synproxy",
            "translate",
            "no-route");

    private final AtomicReference<PacketFilter> filter;

    /** The program of a machine's filter. */
    public Pfctl(PacketFilter initial) {
        filter = new AtomicReference<>(initial);
    }

    @Override
    public int run(SimProcess process) throws IOException {
        Getopt parsed = Getopt.parse("a:deqs:v", process.arguments());
        if (parsed.failed() || parsed.options().isEmpty() || !parsed.operands().isEmpty()) {
            process.complain((parsed.failed() ? "pfctl: " + parsed.error() + "\n" : "") + USAGE);
            return 1;
        }
        if (!process.account().isRoot()) {
            process.warn("/dev/pf: Permission denied");
            return 1;
        }
        String anchor = "";
        for (Getopt.Option option : parsed.options()) {
            if (option.letter() == 'a') {
                anchor = option.argument();
            }
        }
        int status = 0;
        for (Getopt.Option option : parsed.options()) {
            status |= switch (option.letter()) {
                case 'd' -> enable(process, false);
                case 'e' -> enable(process, true);
                case 's' -> show(process, option.argument(), anchor);
                default -> 0;
            };
        }
        return status;
    }

    private int enable(SimProcess process, boolean wanted) throws IOException {
        PacketFilter now = filter.get();
        if (now.enabled() == wanted) {
            process.warn(wanted ? "pf already enabled" : "pf not enabled");
            return 1;
        }
        filter.set(now.enabled(wanted, process.machine().timeline().now()));
        process.complain(wanted ? "pf enabled\n" : "pf disabled\n");
        return 0;
    }

    private int show(SimProcess process, String what, String anchor) throws IOException {
        if (what.isEmpty() || !("info".startsWith(what) || "rules".startsWith(what))) {
            process.complain(USAGE);
            return 1;
        }
        if (what.startsWith("i")) {
            process.print(info(filter.get(), process.machine().timeline().now()));
            return 0;
        }
        if (!anchor.isEmpty() && !anchor.equals("*")) {
            process.warn("Anchor does not exist");
            return 0;
        }
        for (String rule : filter.get().rules()) {
            process.print(rule + "\n");
        }
        return 0;
    }

    private static String info(PacketFilter filter, Instant now) {
        Duration since = Duration.between(filter.since(), now);
        String status = String.format(
                Locale.ROOT,
                "Status: %s for %d days %02d:%02d:%02d",
                filter.enabled() ? "Enabled" : "Disabled",
                since.toDays(),
                since.toHoursPart(),
                since.toMinutesPart(),
                since.toSecondsPart());
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%-48s Debug: err\n\n", status));
        text.append("State Table                          Total             Rate\n");
        for (String name : List.of("current entries", "half-open tcp")) {
            text.append(String.format(Locale.ROOT, "  %-25s %14d %14s\n", name, 0, ""));
        }
        for (String name : List.of("searches", "inserts", "removals")) {
            text.append(counter(name));
        }
        text.append("Counters\n");
        COUNTERS.forEach(name -> text.append(counter(name)));
        return text.toString();
    }

    private static String counter(String name) {
        return String.format(Locale.ROOT, "  %-25s %14d %16s\n", name, 0, "0.0/s");
    }
}
