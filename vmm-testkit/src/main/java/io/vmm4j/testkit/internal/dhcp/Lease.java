package io.vmm4j.testkit.internal.dhcp;

import io.vmm4j.testkit.internal.net.Inet4;
import io.vmm4j.testkit.internal.net.Lladdr;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * An address that a client has for a time: a block of dhcpd.leases(5).
 *
 * @param address the address
 * @param starts when it was given
 * @param ends when it is free again
 * @param lladdr the client
 * @param hostname what the client calls itself, empty for nothing
 */
record Lease(int address, Instant starts, Instant ends, Lladdr lladdr, String hostname) {

    /** Without the day of the week, which is counted from Sunday, 0. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu/MM/dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final int DAYS = 7;

    boolean isOver(Instant now) {
        return !now.isBefore(ends);
    }

    /** The block. That newer releases write the zone is not verified against a real one. */
    String block() {
        String name = hostname.isEmpty() ? "" : "\tclient-hostname \"" + hostname + "\";\n";
        return "lease " + Inet4.format(address) + " {\n\tstarts " + time(starts) + ";\n\tends " + time(ends)
                + ";\n\thardware ethernet " + lladdr + ";\n\tuid 01:" + lladdr + ";\n" + name + "}\n";
    }

    private static String time(Instant time) {
        int day = time.atOffset(ZoneOffset.UTC).getDayOfWeek().getValue() % DAYS;
        return day + " " + TIME.format(time) + " UTC";
    }

    /** The time in such a line, behind the day of the week. */
    static Instant parseTime(String text) {
        return TIME.parse(text.replace(" UTC", "").substring(2), Instant::from);
    }
}
