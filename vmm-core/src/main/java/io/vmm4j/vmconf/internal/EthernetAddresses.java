package io.vmm4j.vmconf.internal;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** ether_aton(3): lenient about the form of each part, and about what follows the last. */
final class EthernetAddresses {

    private static final int PARTS = 6;
    private static final Pattern PART = Pattern.compile("[ \\t-\\r]*([+-]?)(?:0[xX](?=[0-9a-fA-F]))?([0-9a-fA-F]+)");

    private EthernetAddresses() {}

    /** The address with two digits a part, in lower case; empty if it is none. */
    static Optional<String> read(String text) {
        Matcher part = PART.matcher(text);
        StringBuilder address = new StringBuilder();
        int at = 0;
        for (int i = 0; i < PARTS; i++) {
            part.region(at, text.length());
            if (!part.lookingAt()) {
                return Optional.empty();
            }
            String digits = part.group(2).replaceFirst("^0+(?=.)", "");
            if (digits.length() > 2 || (part.group(1).equals("-") && !digits.equals("0"))) {
                return Optional.empty();
            }
            at = part.end();
            char next = at < text.length() ? text.charAt(at) : 0;
            boolean ends = i == PARTS - 1 && (next == 0 || Characters.isSpace(next));
            if (next != ':' && !ends) {
                return Optional.empty();
            }
            address.append(i == 0 ? "" : ":").append(String.format("%02x", Integer.parseInt(digits, 16)));
            at++;
        }
        return Optional.of(address.toString());
    }
}
