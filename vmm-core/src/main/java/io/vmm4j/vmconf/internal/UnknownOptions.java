package io.vmm4j.vmconf.internal;

import io.vmm4j.vmconf.Option;

/** Options that this release of the SDK does not know: words up to the end of the line, or of the braces they opened. */
public final class UnknownOptions {

    /** What to do with them. */
    public enum Policy {
        /** They are syntax errors, as they are for the vmd(8) of this release. */
        REFUSE,
        /** A later vmd(8) may know them. */
        KEEP
    }

    private final Tokens tokens;
    private final Policy policy;

    UnknownOptions(Tokens tokens, Policy policy) {
        this.tokens = tokens;
        this.policy = policy;
    }

    boolean isKept() {
        return policy == Policy.KEEP;
    }

    /** Takes an option that begins with a word which is not reserved, and gives its text; fails at anything else. */
    String take() {
        if (!isKept() || !tokens.at(TokenKind.STRING)) {
            throw tokens.syntaxError();
        }
        tokens.open(Option.Kind.UNKNOWN);
        tokens.take();
        takeRest();
        return tokens.close().text();
    }

    void takeRest() {
        int depth = 0;
        while (depth > 0 || !(tokens.at(TokenKind.NEWLINE) || tokens.at(TokenKind.CLOSE))) {
            switch (tokens.peek().kind()) {
                case OPEN -> depth++;
                case CLOSE -> depth--;
                case END, INVALID -> throw tokens.syntaxError();
                default -> {}
            }
            tokens.take();
        }
    }
}
