package io.vmm4j.testkit.internal.yacc;

/**
 * A token of a configuration file.
 *
 * @param kind what it is
 * @param text the keyword, the string, the digits, or the characters
 * @param number the number
 */
public record Token(Kind kind, String text, long number) {

    /** The end of the last file. */
    public static final Token END = new Token(Kind.END, "", 0);
    /** Something that is no token, and the rest of its line. */
    public static final Token ERROR = new Token(Kind.ERROR, "", 0);

    /** What a token is. */
    public enum Kind {
        KEYWORD,
        STRING,
        NUMBER,
        CHARACTER,
        /** Two characters that belong together. */
        OPERATOR,
        ERROR,
        END
    }

    static Token character(int c) {
        return new Token(Kind.CHARACTER, String.valueOf((char) c), 0);
    }

    /** Whether it is this keyword. */
    public boolean isKeyword(String word) {
        return kind == Kind.KEYWORD && text.equals(word);
    }

    /** Whether it is this operator of two characters. */
    public boolean isOperator(String operator) {
        return kind == Kind.OPERATOR && text.equals(operator);
    }

    /** Whether it is this character. */
    public boolean isCharacter(char c) {
        return kind == Kind.CHARACTER && text.charAt(0) == c;
    }

    /** Whether it is a word or a quoted string. */
    public boolean isString() {
        return kind == Kind.STRING;
    }
}
