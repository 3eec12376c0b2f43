package io.vmm4j.testkit.internal.program;

import io.vmm4j.testkit.internal.program.DoasRules.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Takes a doas.conf(5) apart: words, quotes, braces; one rule a line, a backslash joins lines. Used once. */
final class DoasLines {

    private static final Set<String> KEYWORDS =
            Set.of("deny", "permit", "as", "cmd", "args", "nopass", "nolog", "persist", "keepenv", "setenv");

    private final String text;
    private int at;
    private int number = 1;

    DoasLines(String text) {
        this.text = text;
    }

    boolean hasMore() {
        return at < text.length();
    }

    /** A word; one that was quoted is no keyword. */
    private record Token(String text, boolean quoted) {

        boolean is(String keyword) {
            return !quoted && text.equals(keyword);
        }

        boolean isWord() {
            return quoted || !(KEYWORDS.contains(text) || "{}=".contains(text));
        }
    }

    /** The next line; empty if there is nothing on it. */
    Optional<Line> nextLine() {
        List<Token> tokens = new ArrayList<>();
        int first = number;
        while (at < text.length() && text.charAt(at) != '\n') {
            char c = text.charAt(at);
            if (c == ' ' || c == '\t') {
                at++;
            } else if (c == '#') {
                at = text.indexOf('\n', at) < 0 ? text.length() : text.indexOf('\n', at);
            } else if ("{}=".indexOf(c) >= 0) {
                tokens.add(new Token(String.valueOf(c), false));
                at++;
            } else {
                readWord().ifPresent(tokens::add);
            }
        }
        at++;
        number++;
        return tokens.isEmpty() ? Optional.empty() : Optional.of(new Line(tokens, first));
    }

    private Optional<Token> readWord() {
        StringBuilder word = new StringBuilder();
        boolean quotes = false;
        boolean quoted = false;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\\' && at + 1 < text.length()) {
                if (text.charAt(at + 1) == '\n') {
                    number++;
                } else {
                    word.append(text.charAt(at + 1));
                }
                quoted = true;
                at += 2;
                continue;
            }
            if (c == '"') {
                quotes = !quotes;
                quoted = true;
            } else if (c == '\n' || (!quotes && " \t{}#=".indexOf(c) >= 0)) {
                break;
            } else {
                word.append(c);
            }
            at++;
        }
        return word.isEmpty() && !quoted ? Optional.empty() : Optional.of(new Token(word.toString(), quoted));
    }

    /** The words of one line. */
    static final class Line {

        private final List<Token> tokens;
        private final int number;
        private int at;

        private Line(List<Token> tokens, int number) {
            this.tokens = tokens;
            this.number = number;
        }

        /** The words do not make a rule. */
        private static final class Wrong extends Exception {

            private static final long serialVersionUID = 1L;
            private final String text;

            Wrong(String text) {
                super(text, null, false, false);
                this.text = text;
            }
        }

        void parse(List<Rule> rules, List<String> complaints) {
            try {
                rules.add(rule());
            } catch (Wrong e) {
                // At the end of a line the parser has already counted the newline.
                int line = at >= tokens.size() && e.text.equals("syntax error") ? number + 1 : number;
                complaints.add(e.text + " at line " + line);
            }
        }

        private boolean take(String keyword) {
            boolean found = at < tokens.size() && tokens.get(at).is(keyword);
            at += found ? 1 : 0;
            return found;
        }

        private String word() throws Wrong {
            if (at >= tokens.size() || !tokens.get(at).isWord()) {
                throw new Wrong("syntax error");
            }
            return tokens.get(at++).text();
        }

        private Rule rule() throws Wrong {
            boolean permits = take("permit");
            if (!permits && !take("deny")) {
                throw new Wrong("syntax error");
            }
            boolean noPassword = false;
            boolean persist = false;
            boolean keep = false;
            List<String> environment = new ArrayList<>();
            boolean more = permits;
            while (more) {
                if (take("nopass")) {
                    noPassword = true;
                } else if (take("persist")) {
                    persist = true;
                } else if (take("keepenv")) {
                    keep = true;
                } else if (take("setenv")) {
                    environment.addAll(environment());
                } else {
                    more = take("nolog");
                }
            }
            if (noPassword && persist) {
                throw new Wrong("can't combine nopass and persist");
            }
            String identity = word();
            Optional<String> target = take("as") ? Optional.of(word()) : Optional.empty();
            Optional<String> command = take("cmd") ? Optional.of(word()) : Optional.empty();
            Optional<List<String>> arguments = Optional.empty();
            if (command.isPresent() && take("args")) {
                List<String> words = new ArrayList<>();
                while (at < tokens.size()) {
                    words.add(word());
                }
                arguments = Optional.of(words);
            }
            if (at < tokens.size()) {
                throw new Wrong("syntax error");
            }
            return new Rule(permits, noPassword, keep, environment, identity, target, command, arguments);
        }

        private List<String> environment() throws Wrong {
            if (!take("{")) {
                throw new Wrong("syntax error");
            }
            List<String> variables = new ArrayList<>();
            while (!take("}")) {
                String name = word();
                variables.add(take("=") ? name + "=" + word() : name);
            }
            return variables;
        }
    }
}
