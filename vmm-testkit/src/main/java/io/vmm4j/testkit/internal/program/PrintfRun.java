package io.vmm4j.testkit.internal.program;

import io.vmm4j.testkit.internal.kernel.SimProcess;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** One run of printf(1): the format is used again until there are no arguments left. */
final class PrintfRun {

    private final SimProcess process;
    private final String format;
    private final List<String> arguments;
    private final StringBuilder out = new StringBuilder();
    private int next;
    private int status;
    private boolean stopped;
    private boolean negative;

    PrintfRun(SimProcess process, String format, List<String> arguments) {
        this.process = process;
        this.format = format;
        this.arguments = arguments;
    }

    int run() throws IOException {
        int before;
        do {
            before = next;
            once();
        } while (!stopped && next < arguments.size() && next > before);
        process.print(out.toString());
        return status;
    }

    private String argument() {
        return next < arguments.size() ? arguments.get(next++) : "";
    }

    private boolean hasArgument() {
        return next < arguments.size();
    }

    private void once() throws IOException {
        int at = 0;
        while (at < format.length() && !stopped) {
            char c = format.charAt(at++);
            if (c == '\\') {
                at = escape(format, at, false, out);
            } else if (c != '%') {
                out.append(c);
            } else if (at < format.length() && format.charAt(at) == '%') {
                out.append('%');
                at++;
            } else {
                at = convert(at);
            }
        }
    }

    private int convert(int start) throws IOException {
        int at = start;
        StringBuilder flags = new StringBuilder();
        while (at < format.length() && "-+ #0".indexOf(format.charAt(at)) >= 0) {
            flags.append(format.charAt(at++));
        }
        StringBuilder width = new StringBuilder();
        at = number(at, width);
        StringBuilder precision = new StringBuilder();
        boolean hasPrecision = at < format.length() && format.charAt(at) == '.';
        if (hasPrecision) {
            at = number(at + 1, precision);
        }
        if (at >= format.length()) {
            process.warn("missing format character");
            status = 1;
            stopped = true;
            return at;
        }
        int limit = !hasPrecision ? -1 : precision.isEmpty() ? 0 : Integer.parseInt(precision.toString());
        print(format.charAt(at), flags.toString(), width.toString(), limit);
        return at + 1;
    }

    private int number(int start, StringBuilder digits) {
        int at = start;
        if (at < format.length() && format.charAt(at) == '*') {
            String value = argument();
            digits.append(value.matches("-?[0-9]{1,6}") ? value : "0");
            return at + 1;
        }
        while (at < format.length() && Character.isDigit(format.charAt(at))) {
            digits.append(format.charAt(at++));
        }
        return at;
    }

    private void print(char conversion, String flags, String width, int limit) throws IOException {
        switch (conversion) {
            case 's' -> pad(limited(argument(), limit), flags, width);
            case 'c' -> pad(limited(argument(), 1), flags, width);
            case 'b' -> pad(limited(expanded(argument()), limit), flags, width);
            case 'd', 'i' -> integer(Long.toString(Math.abs(value())), flags, width, limit);
            case 'u' -> unsigned(Long.toUnsignedString(value()), "", flags, width, limit);
            case 'o' -> unsigned(Long.toOctalString(value()), flags.contains("#") ? "0" : "", flags, width, limit);
            case 'x' -> unsigned(Long.toHexString(value()), flags.contains("#") ? "0x" : "", flags, width, limit);
            case 'X' ->
                unsigned(
                        Long.toHexString(value()).toUpperCase(Locale.ROOT),
                        flags.contains("#") ? "0X" : "",
                        flags,
                        width,
                        limit);
            default -> {
                process.warn("illegal format character " + conversion);
                status = 1;
                stopped = true;
            }
        }
    }

    private String expanded(String text) {
        StringBuilder expanded = new StringBuilder();
        int at = 0;
        while (at < text.length() && !stopped) {
            char c = text.charAt(at++);
            if (c == '\\') {
                at = escape(text, at, true, expanded);
            } else {
                expanded.append(c);
            }
        }
        return expanded.toString();
    }

    private static String limited(String text, int limit) {
        return limit >= 0 && limit < text.length() ? text.substring(0, limit) : text;
    }

    private long value() throws IOException {
        negative = false;
        if (!hasArgument()) {
            return 0;
        }
        String text = argument();
        if (text.startsWith("'") || text.startsWith("\"")) {
            return text.length() > 1 ? text.charAt(1) : 0;
        }
        String digits = text.strip();
        try {
            long value = Long.decode(
                    digits.matches("[-+]?0[0-7]+") || digits.matches("[-+]?(0[xX][0-9a-fA-F]+|[0-9]+)")
                            ? digits
                            : "invalid");
            negative = value < 0;
            return value;
        } catch (NumberFormatException e) {
            process.warn(text + ": expected numeric value");
            status = 1;
            return 0;
        }
    }

    private void integer(String digits, String flags, String width, int limit) {
        String sign = negative ? "-" : flags.contains("+") ? "+" : flags.contains(" ") ? " " : "";
        unsigned(digits, sign, flags, width, limit);
    }

    private void unsigned(String digits, String prefix, String flags, String width, int limit) {
        String padded = "0".repeat(Math.max(0, limit - digits.length())) + digits;
        int wanted = width.isEmpty() ? 0 : Integer.parseInt(width);
        boolean zeros = flags.contains("0") && !flags.contains("-") && limit < 0;
        String filler = zeros ? "0".repeat(Math.max(0, wanted - prefix.length() - padded.length())) : "";
        pad(prefix + filler + padded, flags, width);
    }

    private void pad(String text, String flags, String width) {
        int wanted = width.isEmpty() ? 0 : Integer.parseInt(width);
        boolean left = flags.contains("-") || wanted < 0;
        String blanks = " ".repeat(Math.max(0, Math.abs(wanted) - text.length()));
        out.append(left ? text + blanks : blanks + text);
    }

    /** What stands behind a backslash; in an argument of %b an octal number may have a zero more. */
    private int escape(String text, int start, boolean inArgument, StringBuilder to) {
        if (start >= text.length()) {
            to.append('\\');
            return start;
        }
        int at = start;
        char c = text.charAt(at);
        if (c >= '0' && c <= '7') {
            int most = inArgument && c == '0' ? 4 : 3;
            int value = 0;
            for (int i = 0; i < most && at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '7'; i++) {
                value = value * 8 + text.charAt(at++) - '0';
            }
            to.append((char) (value & 0xff));
            return at;
        }
        if (c == 'c' && inArgument) {
            stopped = true;
            return text.length();
        }
        int known = "abfnrtv\\'\"".indexOf(c);
        if (known >= 0) {
            to.append("\007\b\f\n\r\t\013\\'\"".charAt(known));
        } else {
            to.append('\\').append(c);
        }
        return at + 1;
    }
}
