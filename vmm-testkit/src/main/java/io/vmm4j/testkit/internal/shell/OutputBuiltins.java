package io.vmm4j.testkit.internal.shell;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** echo and print. */
final class OutputBuiltins {

    private static final String SAFE = "+,-./:=@_%^";

    private OutputBuiltins() {}

    /** Escape sequences mean something unless -E is given, unlike in echo(1). */
    static int echo(Shell shell, List<String> argv) throws IOException {
        boolean newline = true;
        boolean escapes = true;
        int at = 1;
        while (at < argv.size() && argv.get(at).matches("-[neE]+")) {
            for (char letter : argv.get(at).substring(1).toCharArray()) {
                newline &= letter != 'n';
                escapes = letter == 'n' ? escapes : letter == 'e';
            }
            at++;
        }
        String text = String.join(" ", argv.subList(at, argv.size()));
        StringBuilder expanded = new StringBuilder();
        newline &= !escapes || expandEscapes(text, expanded);
        write(shell, 1, (escapes ? expanded.toString() : text) + (newline ? "\n" : ""));
        return 0;
    }

    static int print(Shell shell, List<String> argv) throws IOException {
        BuiltinOptions options = BuiltinOptions.parse(argv, "nreu:");
        int descriptor = options.argument('u').map(ReadBuiltin::descriptor).orElse(1);
        List<String> words = options.operands();
        if (!words.isEmpty() && words.get(0).equals("-")) {
            words = words.subList(1, words.size());
        }
        String text = String.join(" ", words);
        StringBuilder expanded = new StringBuilder();
        boolean newline = !options.has('n');
        if (options.has('r')) {
            expanded.append(text);
        } else {
            newline &= expandEscapes(text, expanded);
        }
        write(shell, descriptor, expanded + (newline ? "\n" : ""));
        return 0;
    }

    private static void write(Shell shell, int descriptor, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        shell.process().flush();
        shell.process().write(descriptor, bytes, 0, bytes.length);
    }

    /** Puts the text with its escape sequences expanded; false if it held a {@code \c}, which drops the newline. */
    private static boolean expandEscapes(String text, StringBuilder expanded) {
        boolean newline = true;
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c != '\\' || at == text.length()) {
                expanded.append(c);
                continue;
            }
            char escape = text.charAt(at++);
            int simple = "abfnrtv\\".indexOf(escape);
            if (simple >= 0) {
                expanded.append("\007\b\f\n\r\t\013\\".charAt(simple));
            } else if (escape == 'c') {
                newline = false;
            } else if (escape == '0') {
                int end = at;
                while (end < text.length() && end < at + 3 && text.charAt(end) >= '0' && text.charAt(end) <= '7') {
                    end++;
                }
                expanded.append((char) ((end == at ? 0 : Integer.parseInt(text.substring(at, end), 8)) & 0xff));
                at = end;
            } else {
                expanded.append('\\').append(escape);
            }
        }
        return newline;
    }

    /** A value as set and export print it: quoted where it has to be. */
    static String quoted(String value) {
        boolean plain =
                !value.isEmpty() && value.chars().allMatch(c -> Characters.isNamePart(c) || SAFE.indexOf(c) >= 0);
        return plain ? value : "'" + value.replace("'", "'\\''") + "'";
    }
}
