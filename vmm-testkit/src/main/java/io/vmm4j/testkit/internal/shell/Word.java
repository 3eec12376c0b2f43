package io.vmm4j.testkit.internal.shell;

import java.util.List;
import java.util.Optional;

/**
 * A word before expansion.
 *
 * @param parts what it is made of, in order; none for an empty one
 */
record Word(List<Part> parts) {

    static final Word EMPTY = new Word(List.of());

    Word {
        parts = List.copyOf(parts);
    }

    static Word quoted(String text) {
        return new Word(List.of(new Quoted(text)));
    }

    /** A piece of a word. */
    sealed interface Part {}

    /** Text as it stands, in which globs, braces and a tilde may mean something. */
    record Literal(String text) implements Part {}

    /** Text that means itself; an empty one makes the word exist. */
    record Quoted(String text) implements Part {}

    /** What {@code ${name...}} does with the value. */
    enum Operator {
        PLAIN(""),
        LENGTH("#"),
        DEFAULT("-"),
        ASSIGN("="),
        REQUIRE("?"),
        ALTERNATIVE("+"),
        TRIM_SHORTEST_PREFIX("#"),
        TRIM_LONGEST_PREFIX("##"),
        TRIM_SHORTEST_SUFFIX("%"),
        TRIM_LONGEST_SUFFIX("%%");

        private final String sign;

        Operator(String sign) {
            this.sign = sign;
        }

        String sign() {
            return sign;
        }

        boolean isTrim() {
            return this != LENGTH && (sign.startsWith("#") || sign.startsWith("%"));
        }
    }

    /**
     * A parameter.
     *
     * @param name a variable's name, a number or one of {@code @*#?-$!}
     * @param operator what is done with it
     * @param emptyCounts whether a value that is set but empty counts as not set: the colon
     * @param argument the word behind the operator
     * @param quoted whether it stands in double quotes
     */
    record Parameter(String name, Operator operator, boolean emptyCounts, Word argument, boolean quoted)
            implements Part {}

    /**
     * {@code $(...)} or backquotes.
     *
     * @param body what runs; empty for nothing at all
     * @param quoted whether it stands in double quotes
     */
    record Substitution(Optional<Tree> body, boolean quoted) implements Part {}

    /**
     * {@code $((...))}.
     *
     * @param expression to be expanded as in double quotes and then computed
     * @param quoted whether it stands in double quotes
     */
    record Computation(Word expression, boolean quoted) implements Part {}

    /** {@code ${...}} that means nothing; an error when it is expanded. */
    record BadSubstitution(String text) implements Part {}

    /** The text of a word that is nothing but unquoted text; empty if there is anything else in it. */
    Optional<String> literal() {
        if (parts.size() == 1 && parts.get(0) instanceof Literal literal) {
            return Optional.of(literal.text());
        }
        return Optional.empty();
    }

    /** Whether the word is exactly this, without any quoting. */
    boolean is(String text) {
        return literal().filter(text::equals).isPresent();
    }

    /** Whether any of it is quoted. */
    boolean hasQuotes() {
        return parts.stream().anyMatch(part -> part instanceof Quoted);
    }

    /** Its literal and quoted text, for a here document's delimiter and a function's name. */
    String rawText() {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            if (part instanceof Literal literal) {
                text.append(literal.text());
            } else if (part instanceof Quoted quoted) {
                text.append(quoted.text());
            } else {
                text.append('$');
            }
        }
        return text.toString();
    }
}
