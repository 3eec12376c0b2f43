package io.vmm4j.testkit.internal.vmd.config;

/**
 * A token of vm.conf(5).
 *
 * @param kind what it is
 * @param text the keyword, the string, or the single character
 * @param number the number
 */
record Token(Kind kind, String text, long number) {

    static final Token END = new Token(Kind.END, "", 0);
    static final Token ERROR = new Token(Kind.ERROR, "", 0);

    enum Kind {
        KEYWORD,
        STRING,
        NUMBER,
        CHARACTER,
        ERROR,
        END
    }

    static Token character(int c) {
        return new Token(Kind.CHARACTER, String.valueOf((char) c), 0);
    }

    boolean isKeyword(String word) {
        return kind == Kind.KEYWORD && text.equals(word);
    }

    boolean isCharacter(char c) {
        return kind == Kind.CHARACTER && text.charAt(0) == c;
    }

    boolean isString() {
        return kind == Kind.STRING;
    }
}
