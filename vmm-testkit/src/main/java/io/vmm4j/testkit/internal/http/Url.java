package io.vmm4j.testkit.internal.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A URL of the two schemes that ftp(1) fetches by itself.
 *
 * @param scheme http or https
 * @param host a name or an IPv4 address
 * @param port the port, also if it was not written
 * @param target path and query, with a slash in front
 */
public record Url(String scheme, String host, int port, String target) {

    private static final Pattern FORM = Pattern.compile("(https?)://([^/:]+)(?::([0-9]{1,5}))?(/.*)?");

    /** Reads one. */
    public static Optional<Url> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int port = matcher.group(3) == null
                ? matcher.group(1).equals("https") ? 443 : 80
                : Integer.parseInt(matcher.group(3));
        String target = matcher.group(4) == null ? "/" : matcher.group(4);
        return Optional.of(new Url(matcher.group(1), matcher.group(2), port, target));
    }
}
