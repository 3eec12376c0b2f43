package io.vmm4j.vmconf;

import java.util.List;

/**
 * One option of a statement, from its first word to its last: {@code memory 512M}. The option of an interface has options
 * itself.
 *
 * @param kind which
 * @param line the line it begins on, from 1
 * @param children its text, or its options and the text between them
 */
public record Option(Kind kind, int line, List<SyntaxNode> children) implements SyntaxNode {

    /** What an option says. */
    public enum Kind {
        /** What comes before the braces: {@code vm "a"}, {@code local interface "tap0"}. */
        HEAD,
        ENABLE,
        DISABLE,
        SEV,
        SEVES,
        DISK,
        INTERFACE,
        BOOT,
        BOOT_DEVICE,
        CDROM,
        INTERFACES,
        MEMORY,
        OWNER,
        ALLOW_INSTANCE,
        SWITCH,
        GROUP,
        LLADDR,
        RDOMAIN,
        UP,
        DOWN,
        /** One that this release of the SDK does not know. */
        UNKNOWN
    }

    public Option {
        children = List.copyOf(children);
    }
}
