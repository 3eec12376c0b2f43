package io.vmm4j.testkit.internal.shell;

import io.vmm4j.testkit.internal.shell.Fields.Splitting;
import io.vmm4j.testkit.internal.shell.Word.Operator;
import io.vmm4j.testkit.internal.shell.Word.Parameter;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Expands {@code $name} and {@code ${name...}}. */
final class ParameterExpander {

    private final Shell shell;
    private final Expander expander;

    ParameterExpander(Shell shell, Expander expander) {
        this.shell = shell;
        this.expander = expander;
    }

    void expand(Parameter parameter, Fields fields) throws IOException {
        Operator operator = parameter.operator();
        if (operator == Operator.LENGTH) {
            add(Integer.toString(length(parameter)), parameter, fields);
        } else if (operator.isTrim()) {
            expandTrimmed(parameter, fields);
        } else if (operator == Operator.PLAIN) {
            expandPlain(parameter, fields);
        } else {
            expandConditionally(parameter, fields);
        }
    }

    private static boolean isList(Parameter parameter) {
        return parameter.name().equals("@") || parameter.name().equals("*");
    }

    private int length(Parameter parameter) {
        return isList(parameter)
                ? shell.positional().size()
                : requireValue(parameter).length();
    }

    private void expandPlain(Parameter parameter, Fields fields) {
        if (isList(parameter)) {
            addList(shell.positional(), parameter, fields);
        } else {
            add(requireValue(parameter), parameter, fields);
        }
    }

    private void expandTrimmed(Parameter parameter, Fields fields) throws IOException {
        Pattern pattern = expander.pattern(parameter.argument());
        if (isList(parameter)) {
            List<String> trimmed = shell.positional().stream()
                    .map(value -> trim(value, pattern, parameter.operator()))
                    .toList();
            addList(trimmed, parameter, fields);
        } else {
            add(trim(requireValue(parameter), pattern, parameter.operator()), parameter, fields);
        }
    }

    private String requireValue(Parameter parameter) {
        Optional<String> value = shell.parameter(parameter.name());
        if (value.isEmpty() && shell.options().isOn("nounset")) {
            throw new ShellError(parameter.name() + ": parameter not set");
        }
        return value.orElse("");
    }

    private void expandConditionally(Parameter parameter, Fields fields) throws IOException {
        boolean there = isThere(parameter);
        switch (parameter.operator()) {
            case ALTERNATIVE -> {
                if (there) {
                    addArgument(parameter, fields);
                }
            }
            case DEFAULT -> {
                if (there) {
                    expandPlain(parameter, fields);
                } else {
                    addArgument(parameter, fields);
                }
            }
            case ASSIGN -> {
                if (!there) {
                    assign(parameter);
                }
                expandPlain(parameter, fields);
            }
            default -> {
                if (!there) {
                    String message = expander.text(parameter.argument());
                    throw new ShellError(
                            parameter.name() + ": " + (message.isEmpty() ? "parameter null or not set" : message));
                }
                expandPlain(parameter, fields);
            }
        }
    }

    private boolean isThere(Parameter parameter) {
        if (isList(parameter)) {
            List<String> all = shell.positional();
            return !all.isEmpty()
                    && !(parameter.emptyCounts() && String.join("", all).isEmpty());
        }
        Optional<String> value = shell.parameter(parameter.name());
        return value.isPresent() && !(parameter.emptyCounts() && value.get().isEmpty());
    }

    /** In quotes the argument is one piece, unless it holds {@code "$@"}. */
    private void addArgument(Parameter parameter, Fields fields) throws IOException {
        boolean list = parameter.argument().parts().stream()
                .anyMatch(
                        part -> part instanceof Parameter inner && inner.name().equals("@"));
        if (parameter.quoted() && !list) {
            Fields one = new Fields(shell.separators(), Splitting.KEEP);
            expander.expandArgument(parameter.argument(), one);
            fields.quoted(one.finishAsOne().text());
        } else {
            expander.expandArgument(parameter.argument(), fields);
        }
    }

    private void assign(Parameter parameter) throws IOException {
        if (!Characters.isName(parameter.name())) {
            throw new ShellError("${" + parameter.name() + parameter.operator().sign() + "}: bad substitution");
        }
        shell.assign(parameter.name(), expander.assigned(parameter.argument()));
    }

    private void addList(List<String> values, Parameter parameter, Fields fields) {
        if (parameter.quoted() && parameter.name().equals("*")) {
            fields.quoted(String.join(shell.joiner(), values));
            return;
        }
        for (int i = 0; i < values.size(); i++) {
            if (parameter.quoted()) {
                if (i > 0) {
                    fields.breakQuoted();
                }
                fields.quoted(values.get(i));
            } else {
                if (i > 0) {
                    fields.breakPlain();
                }
                fields.expanded(values.get(i));
            }
        }
    }

    private static void add(String value, Parameter parameter, Fields fields) {
        if (parameter.quoted()) {
            fields.quoted(value);
        } else {
            fields.expanded(value);
        }
    }

    private static String trim(String value, Pattern pattern, Operator operator) {
        int length = value.length();
        for (int i = 0; i <= length; i++) {
            switch (operator) {
                case TRIM_SHORTEST_PREFIX -> {
                    if (pattern.matches(value, 0, i)) {
                        return value.substring(i);
                    }
                }
                case TRIM_LONGEST_PREFIX -> {
                    if (pattern.matches(value, 0, length - i)) {
                        return value.substring(length - i);
                    }
                }
                case TRIM_SHORTEST_SUFFIX -> {
                    if (pattern.matches(value, length - i, length)) {
                        return value.substring(0, length - i);
                    }
                }
                default -> {
                    if (pattern.matches(value, i, length)) {
                        return value.substring(0, i);
                    }
                }
            }
        }
        return value;
    }
}
