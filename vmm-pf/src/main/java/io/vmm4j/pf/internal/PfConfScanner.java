package io.vmm4j.pf.internal;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds the statements of a pf.conf(5) by the rules of pfctl's lexer, without understanding them: lines that a backslash continues
 * are one, also in comments; quotes keep everything; braces hold statements of their own.
 */
public final class PfConfScanner {

    private final String text;
    private final List<Statement> statements = new ArrayList<>();
    private List<String> words = new ArrayList<>();
    private int at;
    private int line = 1;
    private int begins = 1;
    private int depth;

    private PfConfScanner(String text) {
        this.text = text;
    }

    /**
     * A statement.
     *
     * @param line where it begins, counted from 1
     * @param words its words, without quotes
     * @param depth how many braces it stands in
     */
    public record Statement(int line, List<String> words, int depth) {

        public Statement {
            words = List.copyOf(words);
        }

        /** Whether these are its first words, outside of braces. */
        public boolean startsWith(String... first) {
            return depth == 0
                    && words.size() >= first.length
                    && words.subList(0, first.length).equals(List.of(first));
        }

        /** Whether this is one of its words. */
        public boolean has(String word) {
            return words.contains(word);
        }
    }

    /** The statements in order. */
    public static List<Statement> scan(String text) {
        PfConfScanner scanner = new PfConfScanner(text);
        scanner.run();
        return List.copyOf(scanner.statements);
    }

    private void run() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (continues()) {
                at += 2;
                line++;
            } else if (c == '\n') {
                end();
                at++;
                line++;
            } else if (c == '#') {
                comment();
            } else if (c == '"' || c == '\'') {
                quoted(c);
            } else if (c == '{' || c == '}') {
                brace(c);
            } else if (c == ' ' || c == '\t' || c == ',' || c == '\r') {
                at++;
            } else {
                bare();
            }
        }
        end();
    }

    private boolean continues() {
        return text.startsWith("\\\n", at);
    }

    /** A brace after an anchor opens rules; one in a rule only holds a list. */
    private void brace(char c) {
        at++;
        if (c == '}') {
            end();
            depth = Math.max(0, depth - 1);
        } else if (!words.isEmpty() && words.get(0).equals("anchor")) {
            end();
            depth++;
        } else {
            list();
        }
    }

    private void list() {
        int open = 1;
        while (at < text.length() && open > 0) {
            char c = text.charAt(at++);
            if (c == '\n') {
                line++;
            } else if (c == '{') {
                open++;
            } else if (c == '}') {
                open--;
            }
        }
    }

    private void comment() {
        while (at < text.length() && text.charAt(at) != '\n') {
            if (continues()) {
                at++;
                line++;
            }
            at++;
        }
    }

    private void quoted(char quote) {
        int start = ++at;
        while (at < text.length() && text.charAt(at) != quote) {
            if (text.charAt(at) == '\n') {
                line++;
            }
            at++;
        }
        add(text.substring(start, at));
        at++;
    }

    private void bare() {
        int start = at;
        while (at < text.length() && " \t\r\n,\"'#{}".indexOf(text.charAt(at)) < 0 && !continues()) {
            at++;
        }
        add(text.substring(start, at));
    }

    private void add(String word) {
        if (words.isEmpty()) {
            begins = line;
        }
        words.add(word);
    }

    private void end() {
        if (!words.isEmpty()) {
            statements.add(new Statement(begins, words, depth));
        }
        words = new ArrayList<>();
    }
}
