package io.vmm4j.pf;

import io.vmm4j.InvalidValueException;
import java.util.regex.Pattern;

/**
 * What a network is called: a lower-case letter, then up to 30 lower-case letters, digits, {@code -} and {@code _}. It is a part of
 * names of files, anchors and records on the host.
 *
 * @param value the name
 */
public record NetworkName(String value) implements Comparable<NetworkName> {

    private static final Pattern SYNTAX = Pattern.compile("[a-z][a-z0-9_-]{0,30}");

    public NetworkName {
        if (!SYNTAX.matcher(value).matches()) {
            throw InvalidValueException.of(PfError.NETWORK_NAME, "network name", value);
        }
    }

    /**
     * The name of this text.
     *
     * @throws InvalidValueException if no network can be called so
     */
    public static NetworkName of(String text) {
        return new NetworkName(text);
    }

    @Override
    public int compareTo(NetworkName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
