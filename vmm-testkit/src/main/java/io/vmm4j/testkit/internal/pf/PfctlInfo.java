package io.vmm4j.testkit.internal.pf;

import io.vmm4j.testkit.internal.pf.filter.PacketFilter;
import io.vmm4j.testkit.internal.pf.filter.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** {@code pfctl -s info}. */
final class PfctlInfo {

    private static final List<String> COUNTERS = List.of(
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

    private final PacketFilter filter;
    private final Instant now;
    private final Duration since;

    PfctlInfo(PacketFilter filter, Instant now) {
        this.filter = filter;
        this.now = now;
        this.since = Duration.between(filter.since(), now);
    }

    String text() {
        String status = String.format(
                Locale.ROOT,
                "Status: %s for %d days %02d:%02d:%02d",
                filter.isEnabled() ? "Enabled" : "Disabled",
                since.toDays(),
                since.toHoursPart(),
                since.toMinutesPart(),
                since.toSecondsPart());
        List<State> states = filter.states().all(now);
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%-44s%15s\n\n", status, "Debug: err"));
        text.append("State Table                          Total             Rate\n");
        text.append(current("current entries", states.size()));
        text.append(current(
                "half-open tcp", states.stream().filter(State::isHalfOpen).count()));
        text.append(counter("searches", filter.states().searches()));
        text.append(counter("inserts", filter.states().inserts()));
        text.append(counter("removals", filter.states().removals()));
        text.append("Counters\n");
        text.append(counter("match", filter.matches()));
        COUNTERS.forEach(name -> text.append(counter(name, 0)));
        return text.toString();
    }

    private static String current(String name, long count) {
        return String.format(Locale.ROOT, "  %-25s %14d %14s\n", name, count, "");
    }

    private String counter(String name, long count) {
        long seconds = since.toSeconds();
        String rate = seconds > 0 ? String.format(Locale.ROOT, "%14.1f/s", (double) count / seconds) : " ".repeat(14);
        return String.format(Locale.ROOT, "  %-25s %14d %s\n", name, count, rate);
    }
}
