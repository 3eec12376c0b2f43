package io.vmm4j.testkit.internal.program;

import io.vmm4j.testkit.internal.kernel.Program;
import io.vmm4j.testkit.internal.kernel.SimProcess;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;

/** expr(1). */
final class Expr implements Program {

    private static final int TROUBLE = 2;

    @Override
    public int run(SimProcess process) throws IOException {
        List<String> words = process.arguments();
        if (!words.isEmpty() && words.get(0).equals("--")) {
            words = words.subList(1, words.size());
        }
        try {
            Evaluation evaluation = new Evaluation(words);
            String value = evaluation.or();
            if (evaluation.at < words.size()) {
                throw new Malformed("syntax error");
            }
            process.print(value + "\n");
            return isTrue(value) ? 0 : 1;
        } catch (Malformed e) {
            process.warn(e.text);
            return TROUBLE;
        }
    }

    private static boolean isTrue(String value) {
        return !value.isEmpty() && !value.matches("-?0+");
    }

    /** The words are no expression. */
    private static final class Malformed extends Exception {

        private static final long serialVersionUID = 1L;
        private final String text;

        Malformed(String text) {
            super(text, null, false, false);
            this.text = text;
        }
    }

    /** One expression, by its levels. */
    private static final class Evaluation {

        private final List<String> words;
        private int at;

        Evaluation(List<String> words) {
            this.words = words;
        }

        private String take(List<String> operators) {
            return at < words.size() && operators.contains(words.get(at)) ? words.get(at++) : "";
        }

        String or() throws Malformed {
            String value = and();
            while (!take(List.of("|")).isEmpty()) {
                String right = and();
                value = isTrue(value) ? value : right.isEmpty() ? "0" : right;
            }
            return value;
        }

        private String and() throws Malformed {
            String value = compare();
            while (!take(List.of("&")).isEmpty()) {
                String right = compare();
                value = isTrue(value) && isTrue(right) ? value : "0";
            }
            return value;
        }

        private String compare() throws Malformed {
            String left = add();
            String operator = take(List.of("=", "!=", "<", "<=", ">", ">="));
            while (!operator.isEmpty()) {
                String right = add();
                boolean numbers = isNumber(left) && isNumber(right);
                int order = numbers ? Long.compare(number(left), number(right)) : left.compareTo(right);
                boolean holds = switch (operator) {
                    case "=" -> order == 0;
                    case "!=" -> order != 0;
                    case "<" -> order < 0;
                    case "<=" -> order <= 0;
                    case ">" -> order > 0;
                    default -> order >= 0;
                };
                left = holds ? "1" : "0";
                operator = take(List.of("=", "!=", "<", "<=", ">", ">="));
            }
            return left;
        }

        private String add() throws Malformed {
            String left = multiply();
            for (String operator = take(List.of("+", "-")); !operator.isEmpty(); operator = take(List.of("+", "-"))) {
                long right = number(multiply());
                left = Long.toString(operator.equals("+") ? number(left) + right : number(left) - right);
            }
            return left;
        }

        private String multiply() throws Malformed {
            String left = match();
            List<String> operators = List.of("*", "/", "%");
            for (String operator = take(operators); !operator.isEmpty(); operator = take(operators)) {
                long right = number(match());
                if (right == 0 && !operator.equals("*")) {
                    throw new Malformed("division by zero");
                }
                left = Long.toString(
                        switch (operator) {
                            case "*" -> number(left) * right;
                            case "/" -> number(left) / right;
                            default -> number(left) % right;
                        });
            }
            return left;
        }

        private String match() throws Malformed {
            String left = primary();
            while (!take(List.of(":")).isEmpty()) {
                String expression = primary();
                try {
                    Matcher matcher =
                            BasicRegex.compile(expression, false, false).matcher(left);
                    boolean found = matcher.lookingAt();
                    boolean group = matcher.groupCount() > 0;
                    String captured = found && group ? matcher.group(1) : "";
                    left = group ? captured == null ? "" : captured : Integer.toString(found ? matcher.end() : 0);
                } catch (BasicRegex.Malformed e) {
                    throw new Malformed("invalid or unsimulated regular expression");
                }
            }
            return left;
        }

        private String primary() throws Malformed {
            if (at >= words.size()) {
                throw new Malformed("syntax error");
            }
            String word = words.get(at++);
            if (!word.equals("(")) {
                return word;
            }
            String value = or();
            if (take(List.of(")")).isEmpty()) {
                throw new Malformed("syntax error");
            }
            return value;
        }

        private static boolean isNumber(String text) {
            return text.matches("-?[0-9]{1,18}");
        }

        private static long number(String text) throws Malformed {
            if (!isNumber(text)) {
                throw new Malformed("number \"" + text + "\" is invalid");
            }
            return Long.parseLong(text);
        }
    }
}
