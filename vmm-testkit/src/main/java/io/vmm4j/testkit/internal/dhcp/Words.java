package io.vmm4j.testkit.internal.dhcp;

import java.util.ArrayList;
import java.util.List;

/** The words of a configuration file, one after the other, and what there is to complain about. */
final class Words {

    private static final String NUMBER_CHARACTERS = "0123456789abcdefABCDEFx";

    private final String path;
    private final String text;
    private final List<Word> ahead = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private int position;
    private int line = 1;
    private int lineStart;
    private boolean refused;
    private Word last = new Word(Word.Kind.END, "", 1, 0, "");

    Words(String path, String text) {
        this.path = path;
        this.text = text;
    }

    /** What is written to standard error, a line each. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    Word peek() {
        if (ahead.isEmpty()) {
            ahead.add(scan());
        }
        return ahead.get(0);
    }

    Word next() {
        last = peek();
        ahead.clear();
        return last;
    }

    /** Whether the file is a bad one. */
    boolean isRefused() {
        return refused;
    }

    /** Complains of something that does not make the file a bad one. */
    void warn(String message) {
        complaints.add(message);
    }

    /** Complains about the word that was taken last. */
    void complain(String message) {
        refused = true;
        complaints.add(path + " line " + last.line() + ": " + message);
        complaints.add(last.read());
        complaints.add(last.read().substring(0, last.column()).replaceAll("[^\t]", " ") + "^");
    }

    /** Leaves out the rest of a statement, with the blocks in it; a brace that ends the block around it stays. */
    void skipStatement() {
        int depth = 0;
        while (peek().kind() != Word.Kind.END) {
            if (peek().is('}')) {
                if (depth == 0) {
                    return;
                }
                next();
                depth--;
                if (depth == 0) {
                    return;
                }
                continue;
            }
            Word word = next();
            if (word.is('{')) {
                depth++;
            } else if (word.is(';') && depth == 0) {
                return;
            }
        }
    }

    /** Complains, and leaves out the rest of the statement unless it has just ended. */
    void reject(String message) {
        complain(message);
        if (!last.is(';')) {
            skipStatement();
        }
    }

    /** Takes the end of a statement; whether it was there. */
    boolean endStatement() {
        if (next().is(';')) {
            return true;
        }
        complain("semicolon expected.");
        skipStatement();
        return false;
    }

    /** Takes the brace that begins a block; whether it was there. */
    boolean beginBlock() {
        if (next().is('{')) {
            return true;
        }
        complain("expecting left brace.");
        skipStatement();
        return false;
    }

    private Word scan() {
        skipBlanks();
        int start = position;
        if (start == text.length()) {
            return word(Word.Kind.END, "", start);
        }
        char first = text.charAt(start);
        if (first == '"') {
            return string(start);
        }
        if (Character.isDigit(first) || first == '-') {
            position++;
            takeWhile(NUMBER_CHARACTERS);
            String number = text.substring(start, position);
            boolean plain = number.matches("-?([0-9]+|0x[0-9a-fA-F]+)");
            return word(plain ? Word.Kind.NUMBER : Word.Kind.NUMBER_OR_NAME, number, start);
        }
        if (isNameCharacter(first)) {
            while (position < text.length() && isNameCharacter(text.charAt(position))) {
                position++;
            }
            String name = text.substring(start, position);
            return word(name.matches("[0-9a-fA-F]+") ? Word.Kind.NUMBER_OR_NAME : Word.Kind.NAME, name, start);
        }
        position++;
        return word(Word.Kind.SIGN, String.valueOf(first), start);
    }

    private Word string(int start) {
        StringBuilder content = new StringBuilder();
        position++;
        while (position < text.length() && text.charAt(position) != '"') {
            if (text.charAt(position) == '\\' && position + 1 < text.length()) {
                position++;
            }
            content.append(text.charAt(position));
            position++;
        }
        position = Math.min(position + 1, text.length());
        return word(Word.Kind.STRING, content.toString(), start);
    }

    private Word word(Word.Kind kind, String content, int start) {
        return new Word(kind, content, line, start - lineStart, text.substring(lineStart, position));
    }

    private void takeWhile(String characters) {
        while (position < text.length() && characters.indexOf(text.charAt(position)) >= 0) {
            position++;
        }
    }

    private static boolean isNameCharacter(char character) {
        return character < 128 && (Character.isLetterOrDigit(character) || character == '_' || character == '-');
    }

    private void skipBlanks() {
        boolean comment = false;
        while (position < text.length()) {
            char character = text.charAt(position);
            if (character == '\n') {
                comment = false;
                line++;
                lineStart = position + 1;
            } else if (character == '#') {
                comment = true;
            } else if (!comment && character != ' ' && character != '\t' && character != '\r') {
                return;
            }
            position++;
        }
    }
}
