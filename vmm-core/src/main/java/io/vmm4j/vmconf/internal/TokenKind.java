package io.vmm4j.vmconf.internal;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** What the lexer of vm.conf(5) tells apart. The constants from {@link #ADD} on are its reserved words. */
enum TokenKind {
    NEWLINE,
    OPEN,
    CLOSE,
    COMMA,
    EQUALS,
    STRING,
    NUMBER,
    /** A character that no rule has a use for, or what the lexer has complained about itself. */
    INVALID,
    /** The end of the main file, or a NUL byte. */
    END,

    ADD,
    AGENTX,
    ALLOW,
    BOOT,
    CDROM,
    CONTEXT,
    DELAY,
    DEVICE,
    DISABLE,
    DISK,
    DOWN,
    ENABLE,
    FORMAT,
    GROUP,
    ID,
    INCLUDE,
    INET6,
    INSTANCE,
    INTERFACE,
    INTERFACES,
    LLADDR,
    LOCAL,
    LOCKED,
    MEMORY,
    NET,
    OWNER,
    PARALLEL,
    PATH,
    PREFIX,
    RDOMAIN,
    SEV,
    SEVES,
    SIZE,
    SOCKET,
    STAGGERED,
    START,
    SWITCH,
    UP,
    VM;

    private static final Map<String, TokenKind> RESERVED = new HashMap<>();

    static {
        for (TokenKind kind : values()) {
            if (kind.compareTo(ADD) >= 0) {
                RESERVED.put(kind.name().toLowerCase(Locale.ROOT), kind);
            }
        }
    }

    /** What a bare word is. */
    static TokenKind ofWord(String word) {
        return RESERVED.getOrDefault(word, STRING);
    }
}
