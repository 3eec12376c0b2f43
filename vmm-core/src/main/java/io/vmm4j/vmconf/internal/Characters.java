package io.vmm4j.vmconf.internal;

/** ctype(3) in the C locale, and what vm.conf(5) makes of it. */
final class Characters {

    private Characters() {}

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
