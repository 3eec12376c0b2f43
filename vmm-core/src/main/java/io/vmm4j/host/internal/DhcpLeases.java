package io.vmm4j.host.internal;

import io.vmm4j.InvalidValueException;
import io.vmm4j.Ipv4Address;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What dhcpd(8) has given away. Its file is a log: of several blocks for one address the last counts, and one that is still being
 * written does not. dhcpd.leases(5).
 */
record DhcpLeases(List<Lease> leases) {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^lease (\\S+) \\{$(.*?)^}$");
    private static final Pattern LLADDR = Pattern.compile("(?m)^\\s+hardware ethernet (\\S+);");
    private static final Pattern ABANDONED = Pattern.compile("(?m)^\\s+abandoned;");

    /** Whether the zone is written depends on the release; it is always UTC. */
    private static final String TIME = "(?m)^\\s+%s (?:never|\\d (\\S+ [0-9:]+)(?: UTC)?);";

    private static final Pattern STARTS = Pattern.compile(String.format(Locale.ROOT, TIME, "starts"));
    private static final Pattern ENDS = Pattern.compile(String.format(Locale.ROOT, TIME, "ends"));
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuu/MM/dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    /**
     * An address that is given away.
     *
     * @param address the address
     * @param lladdr to whom, in lower case
     * @param starts from when
     * @param ends until when; {@link Instant#MAX} for always
     */
    record Lease(String address, String lladdr, Instant starts, Instant ends) {}

    static DhcpLeases parse(String text) {
        Map<String, Optional<Lease>> last = new LinkedHashMap<>();
        Matcher block = BLOCK.matcher(text);
        while (block.find()) {
            last.remove(block.group(1));
            last.put(block.group(1), lease(block.group(1), block.group(2)));
        }
        List<Lease> leases = new ArrayList<>();
        last.values().forEach(lease -> lease.ifPresent(leases::add));
        return new DhcpLeases(List.copyOf(leases));
    }

    private static Optional<Lease> lease(String address, String body) {
        Matcher lladdr = LLADDR.matcher(body);
        Matcher starts = STARTS.matcher(body);
        Matcher ends = ENDS.matcher(body);
        if (ABANDONED.matcher(body).find() || !lladdr.find() || !starts.find() || !ends.find()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Lease(
                    Ipv4Address.of(address).toString(),
                    lladdr.group(1).toLowerCase(Locale.ROOT),
                    time(starts, Instant.MIN),
                    time(ends, Instant.MAX)));
        } catch (DateTimeException | InvalidValueException e) {
            return Optional.empty();
        }
    }

    private static Instant time(Matcher line, Instant otherwise) {
        return Optional.ofNullable(line.group(1))
                .map(text -> FORMAT.parse(text, Instant::from))
                .orElse(otherwise);
    }

    /** The address that one of these was given last and has still. */
    Optional<String> newestOf(Collection<String> lladdrs, Instant now) {
        return leases.stream()
                .filter(lease -> lladdrs.contains(lease.lladdr()) && now.isBefore(lease.ends()))
                .reduce((one, next) -> Comparator.comparing(Lease::starts).compare(one, next) > 0 ? one : next)
                .map(Lease::address);
    }
}
