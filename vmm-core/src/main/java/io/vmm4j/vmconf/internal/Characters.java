package io.vmm4j.vmconf.internal;

import java.util.function.IntPredicate;

/** ctype(3) in the C locale, and what vm.conf(5) makes of it. */
final class Characters {

    /** What the lexer can take as it stands, by what it is in. */
    static final boolean[] PLAIN_IN_WORDS = plain(c -> continuesWord(c) && c != '\\');

    static final boolean[] PLAIN_IN_QUOTES = plain(c -> c >= ' ' && "\"'\\".indexOf(c) < 0);
    static final boolean[] PLAIN_IN_COMMENTS = plain(c -> c >= ' ' && c != '\\');

    private Characters() {}

    private static boolean[] plain(IntPredicate isPlain) {
        boolean[] plain = new boolean[0x80];
        for (int c = 0; c < plain.length; c++) {
            plain[c] = isPlain.test(c);
        }
        return plain;
    }

    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    static boolean isAlphanumeric(int c) {
        return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    static boolean isSpace(int c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    static boolean endsNumber(int c) {
        return isSpace(c) || c == ')' || c == ',' || c == '/' || c == '}' || c == '=';
    }

    static boolean beginsWord(int c) {
        return isAlphanumeric(c) || c == ':' || c == '_' || c == '/';
    }

    static boolean continuesWord(int c) {
        return c > ' ' && c < 0x7f && "(){}!=#,".indexOf(c) < 0;
    }
}
