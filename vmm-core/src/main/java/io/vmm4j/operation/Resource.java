package io.vmm4j.operation;

import java.util.Locale;
import java.util.Objects;

/**
 * Something of a host that only one operation can have. Immutable.
 *
 * @param kind what sort of thing it is
 * @param name which one
 */
public record Resource(Kind kind, String name) {

    /** What sort of thing it is. */
    public enum Kind {
        NAME,
        ADDRESS,
        MAC,
        TAP,
        FILE,
        PORT;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Resource {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(name, "name");
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a resource has a name");
        }
    }

    /** The name of a VM. */
    public static Resource vmName(String name) {
        return new Resource(Kind.NAME, name);
    }

    /** An IP address. */
    public static Resource address(String address) {
        return new Resource(Kind.ADDRESS, address);
    }

    /** A link-layer address. */
    public static Resource mac(String lladdr) {
        return new Resource(Kind.MAC, lladdr.toLowerCase(Locale.ROOT));
    }

    /** An interface of tap(4): {@code tap3}. */
    public static Resource tap(String name) {
        return new Resource(Kind.TAP, name);
    }

    /** A file or directory. */
    public static Resource file(String path) {
        return new Resource(Kind.FILE, path);
    }

    /** A port on which the host listens. */
    public static Resource port(int port) {
        return new Resource(Kind.PORT, Integer.toString(port));
    }

    /** The resource of this text, as {@link #toString()} prints it. */
    static Resource parse(String text) {
        int blank = text.indexOf(' ');
        return new Resource(Kind.valueOf(text.substring(0, blank).toUpperCase(Locale.ROOT)), text.substring(blank + 1));
    }

    @Override
    public String toString() {
        return kind + " " + name;
    }
}
