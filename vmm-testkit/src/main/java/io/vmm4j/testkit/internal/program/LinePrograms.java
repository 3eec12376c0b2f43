package io.vmm4j.testkit.internal.program;

import io.vmm4j.testkit.internal.kernel.SimProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** sort(1), uniq(1), cut(1) and tr(1). */
final class LinePrograms {

    static final Utility SORT = Utility.of(
                    "nru",
                    List.of(
                            "usage: sort [-bCcdfgHhiMmnRrsuVz] [-k field1[,field2]] [-o output] [-S size]",
                            "\t[-T dir] [-t char] [file ...]"),
                    LinePrograms::sort)
            .withUsageStatus(2);

    static final Utility UNIQ = Utility.of(
            "cdu",
            List.of("usage: uniq [-ci] [-d | -u] [-f fields] [-s chars] [input_file [output_file]]"),
            LinePrograms::uniq);

    static final Utility CUT = Utility.of(
            "b:c:d:f:s",
            List.of(
                    "usage: cut -b list [-n] [file ...]",
                    "       cut -c list [file ...]",
                    "       cut -f list [-s] [-d delim] [file ...]"),
            LinePrograms::cut);

    static final Utility TR = Utility.of(
            "cCds",
            List.of(
                    "usage: tr [-Ccs] string1 string2",
                    "       tr [-Cc] -d string1",
                    "       tr [-Cc] -s string1",
                    "       tr [-Cc] -ds string1 string2"),
            LinePrograms::tr);

    private LinePrograms() {}

    private static int sort(SimProcess process, Arguments arguments) throws IOException {
        List<String> lines = new ArrayList<>();
        int status = Input.readAll(process, arguments.operands(), input -> {
            for (Optional<String> line = input.nextLine(); line.isPresent(); line = input.nextLine()) {
                lines.add(line.get().endsWith("\n") ? line.get() : line.get() + "\n");
            }
        });
        Comparator<String> order = Comparator.naturalOrder();
        if (arguments.has('n')) {
            order = Comparator.comparingLong(LinePrograms::leadingNumber);
            order = arguments.has('u') ? order : order.thenComparing(Comparator.naturalOrder());
        }
        order = arguments.has('r') ? order.reversed() : order;
        Collections.sort(lines, order);
        String last = null;
        for (String line : lines) {
            if (!arguments.has('u') || last == null || order.compare(last, line) != 0) {
                process.print(line);
            }
            last = line;
        }
        return status == 0 ? 0 : 2;
    }

    private static long leadingNumber(String line) {
        String text = line.stripLeading();
        int end = text.startsWith("-") ? 1 : 0;
        while (end < text.length() && end < 18 && Character.isDigit(text.charAt(end))) {
            end++;
        }
        String digits = text.substring(0, end);
        return digits.isEmpty() || digits.equals("-") ? 0 : Long.parseLong(digits);
    }

    private static int uniq(SimProcess process, Arguments arguments) throws IOException {
        if (arguments.operands().size() > 1) {
            throw new UsageError();
        }
        return Input.readAll(process, arguments.operands(), input -> {
            Optional<String> current = input.nextLine();
            while (current.isPresent()) {
                String line = current.get();
                int count = 0;
                while (current.isPresent() && withNewline(current.get()).equals(withNewline(line))) {
                    count++;
                    current = input.nextLine();
                }
                boolean wanted = arguments.has('d') ? count > 1 : !arguments.has('u') || count == 1;
                if (wanted) {
                    process.print((arguments.has('c') ? String.format("%4d ", count) : "") + withNewline(line));
                }
            }
        });
    }

    private static String withNewline(String line) {
        return line.endsWith("\n") ? line : line + "\n";
    }

    private static int cut(SimProcess process, Arguments arguments) throws IOException {
        Optional<String> fields = arguments.value('f');
        Optional<String> characters = arguments.value('c').or(() -> arguments.value('b'));
        if (fields.isPresent() == characters.isPresent()) {
            throw new UsageError();
        }
        List<int[]> ranges = ranges(fields.or(() -> characters).orElseThrow());
        String delimiter = arguments.value('d').orElse("\t");
        return Input.readAll(process, arguments.operands(), input -> {
            for (Optional<String> read = input.nextLine(); read.isPresent(); read = input.nextLine()) {
                String line = read.get().replaceFirst("\n$", "");
                if (fields.isEmpty()) {
                    process.print(pick(List.of(line.split("")), ranges, "") + "\n");
                } else if (line.contains(delimiter)) {
                    List<String> parts = List.of(line.split(java.util.regex.Pattern.quote(delimiter), -1));
                    process.print(pick(parts, ranges, delimiter) + "\n");
                } else if (!arguments.has('s')) {
                    process.print(line + "\n");
                }
            }
        });
    }

    private static List<int[]> ranges(String list) {
        List<int[]> ranges = new ArrayList<>();
        for (String item : list.split("[, \t]", -1)) {
            if (!item.matches("[1-9][0-9]{0,6}(-([1-9][0-9]{0,6})?)?|-[1-9][0-9]{0,6}")) {
                throw new UsageError("[-bcf] list: illegal list value");
            }
            int dash = item.indexOf('-');
            int from = dash == 0 ? 1 : Integer.parseInt(dash < 0 ? item : item.substring(0, dash));
            int to = dash < 0
                    ? from
                    : dash + 1 == item.length() ? Integer.MAX_VALUE : Integer.parseInt(item.substring(dash + 1));
            ranges.add(new int[] {from, to});
        }
        return ranges;
    }

    private static String pick(List<String> parts, List<int[]> ranges, String joiner) {
        TreeSet<Integer> wanted = new TreeSet<>();
        for (int[] range : ranges) {
            for (int i = range[0]; i <= Math.min(range[1], parts.size()); i++) {
                wanted.add(i);
            }
        }
        return String.join(joiner, wanted.stream().map(i -> parts.get(i - 1)).toList());
    }

    private static int tr(SimProcess process, Arguments arguments) throws IOException {
        boolean delete = arguments.has('d');
        boolean squeeze = arguments.has('s');
        int count = arguments.operands().size();
        boolean fits = delete ? count == (squeeze ? 2 : 1) : count == 2 || (squeeze && count == 1);
        if (!fits) {
            throw new UsageError();
        }
        boolean complement = arguments.has('c') || arguments.has('C');
        String from = TrSet.expand(arguments.operands().get(0), complement);
        String to = arguments.operands().size() > 1
                ? TrSet.expand(arguments.operands().get(1), false)
                : "";
        String squeezed = to.isEmpty() ? from : to;
        byte[] one = new byte[1];
        int last = -1;
        try (Input input = Input.open(process, "-")) {
            for (int c = input.next(); c >= 0; c = input.next()) {
                int at = from.indexOf(c);
                if (delete && at >= 0) {
                    continue;
                }
                int out = delete || at < 0 || to.isEmpty() ? c : to.charAt(Math.min(at, to.length() - 1));
                if (squeeze && out == last && squeezed.indexOf(out) >= 0) {
                    continue;
                }
                last = out;
                one[0] = (byte) out;
                process.print(one, 0, 1);
            }
        }
        return 0;
    }
}
