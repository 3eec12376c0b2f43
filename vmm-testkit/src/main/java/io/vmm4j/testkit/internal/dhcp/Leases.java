package io.vmm4j.testkit.internal.dhcp;

import io.vmm4j.testkit.internal.fs.FileText;
import io.vmm4j.testkit.internal.fs.Files;
import io.vmm4j.testkit.internal.fs.OpenFlag;
import io.vmm4j.testkit.internal.kernel.SystemError;
import io.vmm4j.testkit.internal.net.Inet4;
import io.vmm4j.testkit.internal.net.Lladdr;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The leases of dhcpd(8), and dhcpd.leases(5): a log, in which the last block of an address counts. */
final class Leases {

    static final String FILE = "/var/db/dhcpd.leases";

    private static final int MODE = 0644;
    private static final String INTRODUCTION = """
            # All times in this file are in UTC (GMT), not your local timezone.
            # The format of this file is documented in the dhcpd.leases(5) manual page.

            """;
    private static final Pattern BLOCK = Pattern.compile("(?m)^lease (\\S+) \\{([^}]*)\\}");
    private static final Pattern LINE = Pattern.compile("\\s(starts|ends|hardware ethernet|client-hostname) ([^;]*);");

    private final Files files;
    private final String path;
    private final Map<Integer, Lease> byAddress = new LinkedHashMap<>();

    private Leases(Files files, String path) {
        this.files = files;
        this.path = path;
    }

    /** Reads a file, and writes it anew without what is out of date. */
    static Leases open(Files files, String path) throws SystemError {
        Leases leases = new Leases(files, path);
        Matcher blocks = BLOCK.matcher(FileText.read(files, path));
        while (blocks.find()) {
            lease(blocks.group(1), blocks.group(2)).ifPresent(leases::enter);
        }
        StringBuilder text = new StringBuilder(INTRODUCTION);
        leases.byAddress.values().forEach(lease -> text.append(lease.block()));
        FileText.write(files, path, text.toString(), MODE);
        return leases;
    }

    private static Optional<Lease> lease(String address, String body) {
        Map<String, String> lines = new LinkedHashMap<>();
        Matcher matcher = LINE.matcher(body);
        while (matcher.find()) {
            lines.put(matcher.group(1), matcher.group(2));
        }
        OptionalInt parsed = Inet4.parse(address);
        Optional<Lladdr> lladdr = Lladdr.parse(lines.getOrDefault("hardware ethernet", ""));
        if (parsed.isEmpty() || lladdr.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Lease(
                    parsed.getAsInt(),
                    Lease.parseTime(lines.getOrDefault("starts", "")),
                    Lease.parseTime(lines.getOrDefault("ends", "")),
                    lladdr.get(),
                    lines.getOrDefault("client-hostname", "").replace("\"", "")));
        } catch (DateTimeException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private void enter(Lease lease) {
        byAddress.put(lease.address(), lease);
    }

    Optional<Lease> find(int address) {
        return Optional.ofNullable(byAddress.get(address));
    }

    /** What a client has, or had. */
    Stream<Lease> of(Lladdr lladdr) {
        return byAddress.values().stream().filter(lease -> lease.lladdr().equals(lladdr));
    }

    /** Whether a client other than this has the address now. */
    boolean isTaken(int address, Lladdr by, Instant now) {
        return find(address)
                .filter(lease -> !lease.isOver(now) && !lease.lladdr().equals(by))
                .isPresent();
    }

    /** Gives an address away, and notes it at the end of the file. */
    void give(Lease lease) throws SystemError {
        enter(lease);
        FileText.writeBytes(files, path, lease.block().getBytes(StandardCharsets.ISO_8859_1), MODE, OpenFlag.APPENDING);
    }
}
