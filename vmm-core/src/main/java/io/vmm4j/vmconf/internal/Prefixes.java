package io.vmm4j.vmconf.internal;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code local prefix} and {@code local inet6 prefix}: which ones vmd(8) takes. */
final class Prefixes {

    private static final Pattern PARTS = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){0,3}");
    private static final Pattern GROUP6 = Pattern.compile("[0-9A-Fa-f]{1,4}");
    private static final int BITS4 = 32;
    private static final int BITS6 = 128;

    private Prefixes() {}

    /** Why a prefix of IPv4 is refused, in vmd's words. */
    static Optional<String> problem4(String text) {
        int slash = text.lastIndexOf('/');
        int mask = 16;
        if (slash >= 0) {
            Optional<String> problem = Numbers.problem(text.substring(slash + 1), 1, 16);
            if (problem.isPresent()) {
                return problem;
            }
            mask = Integer.parseInt(text.substring(slash + 1).strip());
        }
        String address = slash < 0 ? text : text.substring(0, slash);
        if (!PARTS.matcher(address).matches()) {
            return Optional.of("invalid format");
        }
        long value = 0;
        String[] parts = address.split("\\.", -1);
        for (String part : parts) {
            if (Integer.parseInt(part) > 255) {
                return Optional.of("invalid format");
            }
            value = value << 8 | Integer.parseInt(part);
        }
        value <<= 8 * (4 - parts.length);
        return hasHostBits(BigInteger.valueOf(value), BITS4 - mask) ? Optional.of("bad mask") : Optional.empty();
    }

    /** Why a prefix of IPv6 is refused, in vmd's words. */
    static Optional<String> problem6(String text) {
        int slash = text.lastIndexOf('/');
        int mask = 64;
        if (slash >= 0) {
            Optional<String> problem = Numbers.problem(text.substring(slash + 1), 0, 64);
            if (problem.isPresent()) {
                return problem;
            }
            mask = Integer.parseInt(text.substring(slash + 1).strip());
        }
        String address = slash < 0 ? text : text.substring(0, slash);
        Optional<BigInteger> value = numeric6(address);
        if (value.isEmpty()) {
            return Optional.of("name or service is not known");
        }
        return hasHostBits(value.get(), BITS6 - mask) ? Optional.of("bad mask") : Optional.empty();
    }

    /** Read here, not by {@link java.net.InetAddress}, which may ask a name server about what is no address. */
    private static Optional<BigInteger> numeric6(String address) {
        String[] halves = address.split("::", -1);
        if (halves.length > 2) {
            return Optional.empty();
        }
        List<String> before = groups(halves[0]);
        List<String> after = halves.length == 2 ? groups(halves[1]) : List.of();
        int missing = 8 - before.size() - after.size();
        if (halves.length == 2 ? missing < 1 : missing != 0) {
            return Optional.empty();
        }
        List<String> all = new ArrayList<>(before);
        all.addAll(Collections.nCopies(missing, "0"));
        all.addAll(after);
        BigInteger value = BigInteger.ZERO;
        for (String group : all) {
            if (!GROUP6.matcher(group).matches()) {
                return Optional.empty();
            }
            value = value.shiftLeft(16).or(new BigInteger(group, 16));
        }
        return Optional.of(value);
    }

    private static List<String> groups(String half) {
        return half.isEmpty() ? List.of() : List.of(half.split(":", -1));
    }

    private static boolean hasHostBits(BigInteger value, int hostBits) {
        return value.signum() != 0 && value.getLowestSetBit() < hostBits;
    }
}
