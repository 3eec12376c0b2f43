package io.vmm4j.ssh;

import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where an SSH server is and as whom to log in.
 *
 * @param user the login name
 * @param host a name or address, IPv6 without brackets
 * @param port 1 to 65535
 */
public record SshAddress(String user, String host, int port) {

    /** The port that SSH servers have unless somebody moved them. */
    public static final int DEFAULT_PORT = 22;

    private static final Pattern FORM = Pattern.compile(
            "(?:ssh://)?(?:(?<user>[^@\\s/]+)@)?(?<host>\\[[0-9A-Fa-f:.%a-z]+]|[^:@/\\s\\[\\]]+)(?::(?<port>\\d{1,5}))?/?");

    public SshAddress {
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(host, "host");
        if (user.isEmpty() || user.startsWith("-")) {
            throw new IllegalArgumentException("user must not be empty or start with a hyphen: " + user);
        }
        if (host.isEmpty() || host.startsWith("-")) {
            throw new IllegalArgumentException("host must not be empty or start with a hyphen: " + host);
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("port must be 1 to 65535: " + port);
        }
    }

    /**
     * Reads {@code ssh://user@host:port}; the scheme, the user (then this program's own) and the port (then 22) may be left
     * out, and an IPv6 address stands in brackets.
     *
     * @throws IllegalArgumentException if it has another form
     */
    public static SshAddress parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not of the form ssh://user@host:port: " + text);
        }
        String user = matcher.group("user");
        String host = matcher.group("host");
        String port = matcher.group("port");
        return new SshAddress(
                user == null ? System.getProperty("user.name") : user,
                host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
                port == null ? DEFAULT_PORT : Integer.parseInt(port));
    }

    /** The address as known_hosts(5) names it: {@code host}, or {@code [host]:port} if the port is not 22. */
    public String knownHostsName() {
        return port == DEFAULT_PORT ? host : "[" + host + "]:" + port;
    }

    @Override
    public String toString() {
        return "ssh://" + user + "@" + (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
