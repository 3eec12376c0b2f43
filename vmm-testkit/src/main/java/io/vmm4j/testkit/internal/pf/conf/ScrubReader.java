package io.vmm4j.testkit.internal.pf.conf;

import io.vmm4j.testkit.internal.yacc.TokenStream.Abandoned;
import java.util.Map;
import java.util.TreeMap;

/** Reads {@code scrub (...)}; the result is what pfctl prints between the parentheses. Packets are not changed by it. */
final class ScrubReader {

    private final Input input;
    private final Map<Integer, String> options = new TreeMap<>();

    ScrubReader(Input input) {
        this.input = input;
    }

    String read() throws Abandoned {
        input.parenthesised(this::option);
        return String.join(" ", options.values());
    }

    private void option() throws Abandoned {
        if (input.acceptKeyword("no-df")) {
            put(0, "no-df", "no-df");
        } else if (input.acceptKeyword("random-id")) {
            put(1, "random-id", "random-id");
        } else if (input.acceptKeyword("min-ttl")) {
            put(2, "min-ttl " + input.numberUpTo(255, "illegal min-ttl value %d"), "min-ttl");
        } else if (input.acceptKeyword("reassemble")) {
            String what = input.expectString();
            if (!what.equalsIgnoreCase("tcp")) {
                throw input.refuse("scrub reassemble supports only tcp, not '" + what + "'");
            }
            put(3, "reassemble tcp", "reassemble tcp");
        } else {
            input.expectKeyword("max-mss");
            put(4, "max-mss " + input.numberUpTo(65_535, "illegal max-mss value %d"), "max-mss");
        }
    }

    private void put(int place, String text, String name) throws Abandoned {
        if (options.put(place, text) != null) {
            throw input.refuse(name + " cannot be respecified");
        }
    }
}
