package io.vmm4j.testkit.internal.shell;

import java.util.List;

/** The text of an expression and a place in it. */
final class ArithmeticTokens {

    private static final int LARGEST_BASE = 36;

    private final String text;
    private int at;

    ArithmeticTokens(String text) {
        this.text = text;
    }

    int position() {
        return at;
    }

    void reset(int position) {
        at = position;
    }

    private void skipBlanks() {
        while (at < text.length() && " \t\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    boolean atEnd() {
        skipBlanks();
        return at >= text.length();
    }

    boolean take(String sign) {
        skipBlanks();
        if (!text.startsWith(sign, at)) {
            return false;
        }
        at += sign.length();
        return true;
    }

    /** One of these binary operators; empty if none comes next, or it is the beginning of a longer one. */
    String takeBinary(List<String> operators) {
        skipBlanks();
        for (String operator : operators) {
            if (text.startsWith(operator, at) && !goesOn(operator)) {
                at += operator.length();
                return operator;
            }
        }
        return "";
    }

    private boolean goesOn(String operator) {
        int next = at + operator.length();
        char after = next < text.length() ? text.charAt(next) : ' ';
        return switch (operator) {
            case "|" -> after == '|' || after == '=';
            case "&" -> after == '&' || after == '=';
            case "<", ">" -> after == operator.charAt(0);
            case "^", "*", "/", "%", "+", "-", "<<", ">>" -> after == '=' && !isComparison(next);
            default -> false;
        };
    }

    /** Whether {@code ==} begins here. */
    private boolean isComparison(int from) {
        return text.startsWith("==", from);
    }

    boolean takeAssignment(String operator) {
        skipBlanks();
        if (!text.startsWith(operator, at) || (operator.equals("=") && isComparison(at))) {
            return false;
        }
        at += operator.length();
        return true;
    }

    /** A variable's name; empty if none comes next. */
    String takeName() {
        skipBlanks();
        int start = at;
        if (at < text.length() && Characters.isNameStart(text.charAt(at))) {
            while (at < text.length() && Characters.isNamePart(text.charAt(at))) {
                at++;
            }
        }
        return text.substring(start, at);
    }

    String requireName(String operator) {
        String name = takeName();
        if (name.isEmpty()) {
            throw failure(operator + " requires lvalue");
        }
        return name;
    }

    long takeNumber() {
        skipBlanks();
        int start = at;
        while (at < text.length() && (Characters.isNamePart(text.charAt(at)) || text.charAt(at) == '#')) {
            at++;
        }
        String digits = text.substring(start, at);
        if (digits.isEmpty()) {
            throw unexpected();
        }
        return parse(digits);
    }

    private long parse(String digits) {
        int hash = digits.indexOf('#');
        try {
            if (hash > 0) {
                int base = Integer.parseInt(digits.substring(0, hash));
                if (base < 2 || base > LARGEST_BASE) {
                    throw failure("bad number `" + digits + "'");
                }
                return Long.parseUnsignedLong(digits.substring(hash + 1), base);
            }
            if (digits.startsWith("0x") || digits.startsWith("0X")) {
                return Long.parseUnsignedLong(digits.substring(2), 16);
            }
            boolean octal = digits.length() > 1 && digits.startsWith("0");
            return octal ? Long.parseUnsignedLong(digits, 8) : Long.parseLong(digits);
        } catch (NumberFormatException e) {
            throw failure("bad number `" + digits + "'");
        }
    }

    ShellError unexpected() {
        skipBlanks();
        return at >= text.length()
                ? failure("unexpected end of expression")
                : failure("unexpected `" + text.substring(at, at + 1) + "'");
    }

    ShellError failure(String reason) {
        return new ShellError(text + ": " + reason);
    }
}
