package io.vmm4j.pf.internal;

import io.vmm4j.Subnet;
import io.vmm4j.internal.PrintedSubnet;
import java.util.List;
import java.util.Optional;

/** The destinations that {@code netstat -rnf inet} prints. */
final class Routes {

    private static final int BITS_OF_OCTET = 8;

    private Routes() {}

    /** All but the default route. Octets that are left out are 0. */
    static List<Subnet> parse(String text) {
        return text.lines()
                .map(line -> destination(line.split("\\s", 2)[0]))
                .flatMap(Optional::stream)
                .filter(route -> route.prefixLength() > 0)
                .toList();
    }

    private static Optional<Subnet> destination(String word) {
        return PrintedSubnet.parse(word, word.split("\\.", -1).length * BITS_OF_OCTET);
    }
}
