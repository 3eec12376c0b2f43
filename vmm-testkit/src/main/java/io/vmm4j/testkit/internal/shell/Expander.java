package io.vmm4j.testkit.internal.shell;

import io.vmm4j.testkit.internal.kernel.Account;
import io.vmm4j.testkit.internal.shell.Fields.Field;
import io.vmm4j.testkit.internal.shell.Fields.Splitting;
import io.vmm4j.testkit.internal.shell.Word.Part;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Expands words: braces, tildes, parameters, substitutions, splitting, globs. */
final class Expander {

    private final Shell shell;
    private final ParameterExpander parameters;

    Expander(Shell shell) {
        this.shell = shell;
        this.parameters = new ParameterExpander(shell, this);
    }

    /** Where a tilde at the beginning of a name means a home directory. */
    private enum Tildes {
        NONE,
        AT_START,
        /** Also behind each colon. */
        IN_ASSIGNMENT
    }

    /** The fields that words expand to. */
    List<String> fields(List<Word> words) throws IOException {
        List<String> expanded = new ArrayList<>();
        for (Word word : words) {
            addFields(word, expanded);
        }
        return expanded;
    }

    void addFields(Word word, List<String> expanded) throws IOException {
        Glob glob = new Glob(shell.process().files());
        boolean braces = shell.options().isOn("braceexpand") && !shell.options().isOn("noglob");
        for (Word one : braces ? Braces.expand(word) : List.of(word)) {
            Fields fields = new Fields(shell.separators(), Splitting.SPLIT);
            expand(one, fields, Tildes.AT_START, false);
            for (Field field : fields.finish()) {
                if (shell.options().isOn("noglob")) {
                    expanded.add(field.text());
                } else {
                    expanded.addAll(glob.expand(field));
                }
            }
        }
    }

    /** A word as one text, for {@code case} and here documents. */
    String text(Word word) throws IOException {
        return one(word, Tildes.AT_START).text();
    }

    /** What stands behind the equals sign of an assignment. */
    String assigned(Word word) throws IOException {
        return one(word, Tildes.IN_ASSIGNMENT).text();
    }

    /** A word as text in which nothing but dollars and backquotes mean something. */
    String unsplit(Word word) throws IOException {
        return one(word, Tildes.NONE).text();
    }

    Pattern pattern(Word word) throws IOException {
        return one(word, Tildes.AT_START).asPattern();
    }

    private Field one(Word word, Tildes tildes) throws IOException {
        Fields fields = new Fields(shell.separators(), Splitting.KEEP);
        expand(word, fields, tildes, false);
        return fields.finishAsOne();
    }

    /** The word behind the operator of a parameter, as part of the word around it. */
    void expandArgument(Word word, Fields fields) throws IOException {
        expand(word, fields, Tildes.AT_START, true);
    }

    private void expand(Word word, Fields fields, Tildes tildes, boolean nested) throws IOException {
        List<Part> parts = word.parts();
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            if (part instanceof Word.Literal literal) {
                expandLiteral(literal.text(), fields, i == 0, i + 1 == parts.size(), tildes, nested);
            } else if (part instanceof Word.Quoted quoted) {
                fields.quoted(quoted.text());
            } else if (part instanceof Word.Parameter parameter) {
                parameters.expand(parameter, fields);
            } else if (part instanceof Word.Substitution substitution) {
                add(shell.interpreter().substitute(substitution), substitution.quoted(), fields);
            } else if (part instanceof Word.Computation computation) {
                long value = Arithmetic.evaluate(unsplit(computation.expression()), shell.arithmeticNames());
                add(Long.toString(value), computation.quoted(), fields);
            } else if (part instanceof Word.BadSubstitution bad) {
                throw new ShellError(bad.text() + ": bad substitution");
            }
        }
    }

    private static void add(String value, boolean quoted, Fields fields) {
        if (quoted) {
            fields.quoted(value);
        } else {
            fields.expanded(value);
        }
    }

    private void expandLiteral(String text, Fields fields, boolean first, boolean last, Tildes tildes, boolean nested) {
        String rest = text;
        boolean mayBeTilde = first && tildes != Tildes.NONE;
        while (!rest.isEmpty()) {
            if (mayBeTilde && rest.startsWith("~")) {
                int end = endOfTilde(rest, tildes);
                if (end < rest.length() || last) {
                    String home = home(rest.substring(1, end));
                    if (!home.isEmpty()) {
                        fields.quoted(home);
                        rest = rest.substring(end);
                    }
                }
            }
            int colon = tildes == Tildes.IN_ASSIGNMENT ? rest.indexOf(':') : -1;
            String piece = colon < 0 ? rest : rest.substring(0, colon + 1);
            if (nested) {
                fields.expanded(piece);
            } else {
                fields.literal(piece);
            }
            rest = rest.substring(piece.length());
            mayBeTilde = colon >= 0;
        }
    }

    private static int endOfTilde(String text, Tildes tildes) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '/' || (tildes == Tildes.IN_ASSIGNMENT && text.charAt(i) == ':')) {
                return i;
            }
        }
        return text.length();
    }

    private String home(String user) {
        return switch (user) {
            case "" -> shell.variables().get("HOME").orElse("");
            case "+" -> shell.variables().get("PWD").orElse("");
            case "-" -> shell.variables().get("OLDPWD").orElse("");
            default ->
                shell.process()
                        .machine()
                        .accounts()
                        .user(user)
                        .map(Account::home)
                        .orElse("");
        };
    }
}
