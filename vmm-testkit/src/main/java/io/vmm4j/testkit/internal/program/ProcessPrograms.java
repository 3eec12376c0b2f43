package io.vmm4j.testkit.internal.program;

import io.vmm4j.testkit.internal.kernel.Program;
import io.vmm4j.testkit.internal.kernel.Sig;
import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.testkit.internal.kernel.SystemError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** ps(1) and kill(1). */
final class ProcessPrograms {

    private static final String KILL_USAGE = """
            usage: kill [-s signal_name] pid ...
                   kill -l [exit_status]
                   kill -signal_name pid ...
                   kill -signal_number pid ...
            """;

    static final Program KILL = ProcessPrograms::kill;

    static final Utility PS = Utility.of(
            "aAo:p:uwx",
            List.of(
                    "usage: ps [-AaceHhjkLlmrSTuvwx] [-M core] [-N system] [-O fmt] [-o fmt] [-p pid]",
                    "          [-t tty] [-U username] [-W swap]"),
            ProcessPrograms::ps);

    /** ps takes its options without a dash as well. */
    static final Program PS_PROGRAM = process -> {
        List<String> words = process.arguments();
        if (words.isEmpty() || words.get(0).startsWith("-") || !words.get(0).matches("[aAuwx]+")) {
            return PS.run(process);
        }
        List<String> dashed = new ArrayList<>(List.of("-" + words.get(0)));
        dashed.addAll(words.subList(1, words.size()));
        return ps(process, Arguments.parse(dashed, "aAo:p:uwx"));
    };

    private ProcessPrograms() {}

    private static int kill(SimProcess process) throws IOException {
        List<String> words = process.arguments();
        Optional<Sig> sig = Optional.of(Sig.TERM);
        if (words.size() == 2 && words.get(0).equals("-l") && words.get(1).matches("[0-9]{1,3}")) {
            int number = Integer.parseInt(words.get(1)) % 128;
            Optional<Sig> named = Sig.named(Integer.toString(number));
            if (named.isEmpty()) {
                process.warn("unknown signal: " + words.get(1));
                return 1;
            }
            process.print(named.get().name() + "\n");
            return 0;
        }
        if (words.size() == 1 && words.get(0).equals("-l")) {
            process.print(List.of(Sig.values()).stream().map(Sig::name).collect(Collectors.joining(" ")) + "\n");
            return 0;
        }
        if (words.size() > 1 && words.get(0).equals("-s")) {
            sig = Sig.named(words.get(1));
            words = words.subList(sig.isPresent() ? 2 : 0, words.size());
        } else if (!words.isEmpty() && words.get(0).matches("-[A-Za-z0-9]+")) {
            String name = words.get(0).substring(1);
            sig = Sig.named(name);
            words = words.subList(sig.isPresent() || name.equals("0") ? 1 : 0, words.size());
        }
        if (!words.isEmpty() && words.get(0).equals("--")) {
            words = words.subList(1, words.size());
        }
        if (words.isEmpty() || (words.get(0).startsWith("-") && !words.get(0).matches("-[0-9]+"))) {
            process.complain(KILL_USAGE);
            return 1;
        }
        int status = 0;
        for (String word : words) {
            if (!word.matches("-?[0-9]{1,9}")) {
                process.warn("illegal process id: " + word);
                status = 1;
                continue;
            }
            try {
                process.kill(Integer.parseInt(word), sig);
            } catch (SystemError e) {
                process.warn(word, e);
                status = 1;
            }
        }
        return status;
    }

    private static int ps(SimProcess process, Arguments arguments) throws IOException {
        arguments.none();
        List<SimProcess> shown = process.machine().processes().all().stream()
                .filter(other -> selects(process, arguments, other))
                .sorted(Comparator.comparingInt(SimProcess::pid))
                .toList();
        if (arguments.value('o').isPresent()) {
            return printColumns(
                    process, shown, List.of(arguments.value('o').get().split(",", -1)));
        }
        boolean long_ = arguments.has('u');
        process.print(
                long_
                        ? "USER       PID %CPU %MEM   VSZ   RSS TT  STAT   STARTED       TIME COMMAND\n"
                        : "  PID TT  STAT        TIME COMMAND\n");
        for (SimProcess other : shown) {
            String command = String.join(" ", other.argv());
            process.print(
                    long_
                            ? String.format(
                                    "%-9s %5d  0.0  0.0   900  1200 %-3s %-6s %s    0:00.00 %s\n",
                                    other.account().name(),
                                    other.pid(),
                                    "??",
                                    "S",
                                    DateFormat.format(
                                            process.machine().timeline().now(), "%H:%M"),
                                    command)
                            : String.format("%5d %-3s %-6s    0:00.00 %s\n", other.pid(), "??", "S", command));
        }
        return shown.isEmpty() && arguments.has('p') ? 1 : 0;
    }

    private static boolean selects(SimProcess process, Arguments arguments, SimProcess other) {
        if (arguments.value('p').isPresent()) {
            return List.of(arguments.value('p').get().split(",", -1)).contains(Integer.toString(other.pid()));
        }
        boolean everybody = arguments.has('a') || arguments.has('A');
        boolean withoutTerminal = arguments.has('x') || arguments.has('A');
        return (everybody || other.account().uid() == process.account().uid())
                && (withoutTerminal || other.session().hasTerminal());
    }

    private static int printColumns(SimProcess process, List<SimProcess> shown, List<String> columns)
            throws IOException {
        List<String> headers = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (String column : columns) {
            int equals = column.indexOf('=');
            names.add(equals < 0 ? column : column.substring(0, equals));
            headers.add(equals < 0 ? header(column) : column.substring(equals + 1));
        }
        if (!headers.stream().allMatch(String::isEmpty)) {
            process.print(String.join(" ", headers) + "\n");
        }
        for (SimProcess other : shown) {
            List<String> values = new ArrayList<>();
            for (String name : names) {
                values.add(value(name, other));
            }
            process.print(String.join(" ", values) + "\n");
        }
        return shown.isEmpty() ? 1 : 0;
    }

    private static String header(String column) {
        return switch (column) {
            case "pid" -> "  PID";
            case "ppid" -> " PPID";
            case "pgid" -> " PGID";
            case "args" -> "COMMAND";
            case "comm", "command", "user", "uid", "stat" -> column.toUpperCase(java.util.Locale.ROOT);
            default -> throw new UsageError(column + ": keyword not found");
        };
    }

    private static String value(String column, SimProcess process) {
        return switch (column) {
            case "pid" -> String.format("%5d", process.pid());
            case "ppid" -> String.format("%5d", process.parentId());
            case "pgid" -> String.format("%5d", process.group());
            case "uid" -> Integer.toString(process.account().uid());
            case "user" -> process.account().name();
            case "stat" -> "S";
            case "comm" -> process.name();
            case "command", "args" -> String.join(" ", process.argv());
            default -> throw new UsageError(column + ": keyword not found");
        };
    }
}
