package io.vmm4j.testkit.internal.program;

import io.vmm4j.testkit.internal.kernel.Errno;
import io.vmm4j.testkit.internal.kernel.Image;
import io.vmm4j.testkit.internal.kernel.Program;
import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.testkit.internal.kernel.SystemError;
import io.vmm4j.testkit.internal.shell.TestExpression;
import io.vmm4j.testkit.internal.shell.TestOperators;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** echo(1), true(1), false(1), sleep(1), env(1), basename(1), dirname(1), readlink(1), realpath(1), which(1), test(1). */
final class SmallPrograms {

    private static final String STANDARD_PATH = "/usr/bin:/bin:/usr/sbin:/sbin:/usr/X11R6/bin:/usr/local/bin";

    static final Program TRUE = process -> 0;
    static final Program FALSE = process -> 1;
    static final Program ECHO = SmallPrograms::echo;
    static final Program TEST = SmallPrograms::test;

    static final Utility SLEEP = Utility.of("", List.of("usage: sleep seconds"), SmallPrograms::sleep);

    static final Utility ENV =
            Utility.of("i", List.of("usage: env [-i] [name=value ...] [utility [argument ...]]"), SmallPrograms::env);

    static final Utility BASENAME = Utility.of("", List.of("usage: basename string [suffix]"), SmallPrograms::basename);

    static final Utility DIRNAME = Utility.of("", List.of("usage: dirname pathname"), SmallPrograms::dirname);

    static final Utility READLINK = Utility.of("fn", List.of("usage: readlink [-fn] file"), SmallPrograms::readlink);

    static final Utility REALPATH = Utility.of("q", List.of("usage: realpath file"), SmallPrograms::realpath);

    static final Utility WHICH = Utility.of("a", List.of("usage: which [-a] name ..."), SmallPrograms::which);

    private SmallPrograms() {}

    private static int echo(SimProcess process) throws IOException {
        List<String> words = process.arguments();
        boolean noNewline = !words.isEmpty() && words.get(0).equals("-n");
        words = noNewline ? words.subList(1, words.size()) : words;
        process.print(String.join(" ", words) + (noNewline ? "" : "\n"));
        return 0;
    }

    private static int test(SimProcess process) throws IOException {
        List<String> words = process.arguments();
        if (process.name().equals("[")) {
            if (words.isEmpty() || !words.get(words.size() - 1).equals("]")) {
                process.warn("missing ]");
                return 2;
            }
            words = words.subList(0, words.size() - 1);
        }
        TestOperators operators = new TestOperators(process, SmallPrograms::number, option -> false);
        try {
            return TestExpression.evaluate(operators, words) ? 0 : 1;
        } catch (TestExpression.Malformed e) {
            process.warn(e.text());
            return 2;
        } catch (NumberFormatException e) {
            process.warn("bad number");
            return 2;
        }
    }

    private static long number(String text) {
        return Long.parseLong(text.strip());
    }

    private static int sleep(SimProcess process, Arguments arguments) throws IOException {
        String seconds = arguments.only();
        if (!seconds.matches("[0-9]{1,9}(\\.[0-9]{0,9})?|\\.[0-9]{1,9}")) {
            process.warn("seconds is invalid: " + seconds);
            return 1;
        }
        Duration duration =
                Duration.ofNanos(new BigDecimal(seconds).movePointRight(9).longValue());
        process.await(() -> false, duration);
        return 0;
    }

    private static int env(SimProcess process, Arguments arguments) throws IOException {
        Map<String, String> environment =
                arguments.has('i') ? new LinkedHashMap<>() : new LinkedHashMap<>(process.environment());
        List<String> words = arguments.operands();
        int at = 0;
        while (at < words.size() && words.get(at).indexOf('=') > 0) {
            int equals = words.get(at).indexOf('=');
            environment.put(words.get(at).substring(0, equals), words.get(at).substring(equals + 1));
            at++;
        }
        if (at == words.size()) {
            for (Map.Entry<String, String> entry : environment.entrySet()) {
                process.print(entry.getKey() + "=" + entry.getValue() + "\n");
            }
            return 0;
        }
        List<String> argv = words.subList(at, words.size());
        Image image;
        try {
            String path = process.machine()
                    .programs()
                    .find(process.files(), argv.get(0), environment.getOrDefault("PATH", STANDARD_PATH));
            image = process.machine().programs().load(process.files(), path);
        } catch (SystemError e) {
            process.warn(argv.get(0), e);
            return e.errno() == Errno.ENOENT ? 127 : 126;
        }
        throw process.exec(image, argv, environment);
    }

    private static int basename(SimProcess process, Arguments arguments) throws IOException {
        List<String> operands = arguments.operands();
        if (operands.isEmpty() || operands.size() > 2) {
            throw new UsageError();
        }
        String path = operands.get(0).replaceFirst("(?<=.)/+$", "");
        String name = path.equals("/") ? "/" : path.substring(path.lastIndexOf('/') + 1);
        String suffix = operands.size() > 1 ? operands.get(1) : "";
        boolean strip = !suffix.isEmpty() && name.endsWith(suffix) && !name.equals(suffix);
        process.print((strip ? name.substring(0, name.length() - suffix.length()) : name) + "\n");
        return 0;
    }

    private static int dirname(SimProcess process, Arguments arguments) throws IOException {
        String path = arguments.only().replaceFirst("(?<=.)/+$", "");
        int slash = path.lastIndexOf('/');
        String directory = slash < 0 ? "." : path.substring(0, slash).replaceFirst("/+$", "");
        process.print((directory.isEmpty() ? "/" : directory) + "\n");
        return 0;
    }

    private static int readlink(SimProcess process, Arguments arguments) throws IOException {
        String path = arguments.only();
        try {
            String target = arguments.has('f')
                    ? process.files().realPath(path)
                    : process.files().readLink(path);
            process.print(target + (arguments.has('n') ? "" : "\n"));
            return 0;
        } catch (SystemError e) {
            if (arguments.has('f')) {
                process.warn(path, e);
            }
            return 1;
        }
    }

    private static int realpath(SimProcess process, Arguments arguments) throws IOException {
        String path = arguments.only();
        try {
            process.files().stat(path);
            process.print(process.files().realPath(path) + "\n");
            return 0;
        } catch (SystemError e) {
            if (!arguments.has('q')) {
                process.warn(path, e);
            }
            return 1;
        }
    }

    private static int which(SimProcess process, Arguments arguments) throws IOException {
        if (arguments.operands().isEmpty()) {
            throw new UsageError();
        }
        String path = process.environment().getOrDefault("PATH", STANDARD_PATH);
        int missing = 0;
        for (String name : arguments.operands()) {
            List<String> found = new ArrayList<>();
            for (String directory : path.split(":", -1)) {
                try {
                    found.add(process.machine().programs().find(process.files(), name, directory));
                } catch (SystemError e) {
                    // Not there.
                }
            }
            if (found.isEmpty()) {
                process.warn(name + ": Command not found.");
                missing++;
            }
            for (String one : arguments.has('a') || found.isEmpty() ? found : found.subList(0, 1)) {
                process.print(one + "\n");
            }
        }
        return missing == 0 ? 0 : missing == arguments.operands().size() ? 2 : 1;
    }
}
