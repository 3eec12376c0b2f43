package io.vmm4j.testkit.internal.program;

import io.vmm4j.testkit.internal.kernel.SimProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** grep(1). */
final class Grep {

    private static final int TROUBLE = 2;

    static final Utility PROGRAM = Utility.of(
                    "EFGHcee:hilnoqsvwx",
                    List.of(
                            "usage: grep [-abcEFGHhIiLlnoqRsUVvwxz] [-A num] [-B num] [-C[num]] [-e pattern]",
                            "\t[-f file] [-m num] [--binary-files=value] [--context[=num]]",
                            "\t[--label=name] [--line-buffered] [pattern] [file ...]"),
                    Grep::run)
            .withUsageStatus(TROUBLE);

    private final SimProcess process;
    private final Arguments arguments;
    private final List<Pattern> patterns;
    private final boolean named;
    private boolean matched;

    private Grep(SimProcess process, Arguments arguments, List<Pattern> patterns, boolean named) {
        this.process = process;
        this.arguments = arguments;
        this.patterns = patterns;
        this.named = named;
    }

    private static int run(SimProcess process, Arguments arguments) throws IOException {
        List<String> expressions = new ArrayList<>(arguments.values('e'));
        List<String> files = arguments.operands();
        if (expressions.isEmpty()) {
            if (files.isEmpty()) {
                throw new UsageError();
            }
            expressions.add(files.get(0));
            files = files.subList(1, files.size());
        }
        List<Pattern> patterns = new ArrayList<>();
        for (String expression : expressions) {
            for (String line : expression.split("\n", -1)) {
                try {
                    patterns.add(pattern(arguments, line));
                } catch (BasicRegex.Malformed e) {
                    process.warn("invalid or unsimulated regular expression: " + line);
                    return TROUBLE;
                }
            }
        }
        boolean named = (files.size() > 1 || arguments.has('H')) && !arguments.has('h');
        Grep grep = new Grep(process, arguments, patterns, named);
        int status = 0;
        for (String file : files.isEmpty() ? List.of("-") : files) {
            boolean read = Input.readOne(process, file, input -> grep.search(file, input));
            status = read ? status : TROUBLE;
        }
        return grep.matched && (status == 0 || arguments.has('q')) ? 0 : status == 0 ? 1 : status;
    }

    private static Pattern pattern(Arguments arguments, String expression) throws BasicRegex.Malformed {
        boolean ignoreCase = arguments.has('i');
        Pattern pattern = arguments.has('F')
                ? Pattern.compile(Pattern.quote(expression), ignoreCase ? Pattern.CASE_INSENSITIVE : 0)
                : BasicRegex.compile(expression, arguments.has('E'), ignoreCase);
        if (arguments.has('x')) {
            return Pattern.compile("^(?:" + pattern.pattern() + ")$", pattern.flags());
        }
        return arguments.has('w')
                ? Pattern.compile("(?<!\\w)(?:" + pattern.pattern() + ")(?!\\w)", pattern.flags())
                : pattern;
    }

    private void search(String file, Input input) throws IOException {
        String prefix = named ? (file.equals("-") ? "(standard input)" : file) + ":" : "";
        long count = 0;
        long number = 0;
        for (Optional<String> read = input.nextLine(); read.isPresent(); read = input.nextLine()) {
            number++;
            String line = read.get().replaceFirst("\n$", "");
            if (matches(line) == arguments.has('v')) {
                continue;
            }
            matched = true;
            count++;
            if (arguments.has('q')) {
                return;
            }
            if (arguments.has('l')) {
                break;
            }
            if (!arguments.has('c')) {
                print(prefix + (arguments.has('n') ? number + ":" : ""), line);
            }
        }
        if (arguments.has('c')) {
            process.print(prefix + count + "\n");
        }
        if (arguments.has('l') && count > 0) {
            process.print((file.equals("-") ? "(standard input)" : file) + "\n");
        }
    }

    private boolean matches(String line) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(line).find());
    }

    private void print(String prefix, String line) throws IOException {
        if (!arguments.has('o')) {
            process.print(prefix + line + "\n");
            return;
        }
        for (Pattern pattern : patterns) {
            for (String found : pattern.matcher(line)
                    .results()
                    .map(result -> result.group())
                    .toList()) {
                process.print(found.isEmpty() ? "" : prefix + found + "\n");
            }
        }
    }
}
