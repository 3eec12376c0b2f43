package io.vmm4j.testkit.internal.program;

import io.vmm4j.testkit.internal.fs.FileKind;
import io.vmm4j.testkit.internal.fs.Stat;
import io.vmm4j.testkit.internal.kernel.Accounts;
import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.testkit.internal.kernel.SystemError;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** ls(1). */
final class Ls {

    private static final Duration HALF_A_YEAR = Duration.ofDays(365 / 2);

    static final Utility PROGRAM = Utility.of(
            "1AaCdFiklLnpRrtT",
            List.of("usage: ls [-1AaCcdFfgHhikLlmnopqRrSsTtux] [file ...]"),
            (process, arguments) -> new Ls(process, arguments).list());

    private final SimProcess process;
    private final Arguments arguments;
    private final boolean longFormat;
    private int status;

    private Ls(SimProcess process, Arguments arguments) {
        this.process = process;
        this.arguments = arguments;
        this.longFormat = arguments.has('l') || arguments.has('n');
    }

    /** A name and what it names. */
    private record Entry(String name, String path, Stat stat) {}

    private int list() throws IOException {
        List<Entry> files = new ArrayList<>();
        List<Entry> directories = new ArrayList<>();
        List<String> operands = arguments.operands().isEmpty() ? List.of(".") : arguments.operands();
        for (String path : operands) {
            try {
                Stat stat = look(path, !longFormat);
                (stat.isDirectory() && !arguments.has('d') ? directories : files).add(new Entry(path, path, stat));
            } catch (SystemError e) {
                process.warn(path, e);
                status = 1;
            }
        }
        sort(files);
        sort(directories);
        print(files);
        boolean headers = operands.size() > 1 || arguments.has('R');
        boolean first = files.isEmpty();
        for (Entry directory : directories) {
            listDirectory(directory, headers, first);
            first = false;
        }
        return status;
    }

    private Stat look(String path, boolean follow) throws SystemError {
        if (arguments.has('L') || follow) {
            try {
                return process.files().stat(path);
            } catch (SystemError e) {
                if (arguments.has('L')) {
                    throw e;
                }
            }
        }
        return process.files().lstat(path);
    }

    private void sort(List<Entry> entries) {
        Comparator<Entry> order = Comparator.comparing(Entry::name);
        if (arguments.has('t')) {
            order = Comparator.comparing((Entry entry) -> entry.stat().modified())
                    .reversed()
                    .thenComparing(order);
        }
        entries.sort(arguments.has('r') ? order.reversed() : order);
    }

    private void listDirectory(Entry directory, boolean header, boolean first) throws IOException {
        List<Entry> entries = new ArrayList<>();
        try {
            for (String name : names(directory.path())) {
                String path = directory.path() + "/" + name;
                entries.add(new Entry(name, path, look(path, false)));
            }
        } catch (SystemError e) {
            process.warn(directory.name(), e);
            status = 1;
            return;
        }
        sort(entries);
        if (header) {
            process.print((first ? "" : "\n") + directory.name() + ":\n");
        }
        if (longFormat) {
            long blocks = entries.stream()
                    .mapToLong(entry -> entry.stat().allocated() / 512)
                    .sum();
            process.print("total " + (arguments.has('k') ? blocks / 2 : blocks) + "\n");
        }
        print(entries);
        if (arguments.has('R')) {
            for (Entry entry : entries) {
                if (entry.stat().isDirectory()
                        && !entry.name().equals(".")
                        && !entry.name().equals("..")) {
                    listDirectory(new Entry(entry.path(), entry.path(), entry.stat()), true, false);
                }
            }
        }
    }

    private List<String> names(String path) throws SystemError {
        List<String> names = new ArrayList<>(process.files().list(path));
        boolean hidden =
                arguments.has('a') || arguments.has('A') || process.account().isRoot();
        if (!hidden) {
            names.removeIf(name -> name.startsWith("."));
        }
        if (arguments.has('a')) {
            names.add(".");
            names.add("..");
        }
        Collections.sort(names);
        return names;
    }

    private void print(List<Entry> entries) throws IOException {
        if (!longFormat) {
            for (Entry entry : entries) {
                process.print(inode(entry) + entry.name() + mark(entry.stat()) + "\n");
            }
            return;
        }
        int links = width(entries.stream()
                .map(entry -> Integer.toString(entry.stat().links()))
                .toList());
        int owners = width(entries.stream().map(entry -> owner(entry.stat())).toList());
        int groups = width(entries.stream().map(entry -> group(entry.stat())).toList());
        int sizes = width(entries.stream().map(entry -> size(entry.stat())).toList());
        for (Entry entry : entries) {
            Stat stat = entry.stat();
            process.print(inode(entry)
                    + String.format(
                            "%s %" + links + "d %-" + owners + "s  %-" + groups + "s  %" + sizes + "s %s %s%s%s\n",
                            stat.modeText(),
                            stat.links(),
                            owner(stat),
                            group(stat),
                            size(stat),
                            time(stat.modified()),
                            entry.name(),
                            mark(stat),
                            target(entry)));
        }
    }

    private String inode(Entry entry) {
        return arguments.has('i') ? entry.stat().inode() + " " : "";
    }

    private static int width(List<String> texts) {
        return Math.max(1, texts.stream().mapToInt(String::length).max().orElse(1));
    }

    private Accounts accounts() {
        return process.machine().accounts();
    }

    private String owner(Stat stat) {
        return arguments.has('n') ? Integer.toString(stat.uid()) : accounts().userName(stat.uid());
    }

    private String group(Stat stat) {
        return arguments.has('n') ? Integer.toString(stat.gid()) : accounts().groupName(stat.gid());
    }

    private static String size(Stat stat) {
        boolean device = stat.kind() == FileKind.CHARACTER_DEVICE || stat.kind() == FileKind.BLOCK_DEVICE;
        return device ? "0,   0" : Long.toString(stat.size());
    }

    private String time(Instant modified) {
        Instant now = process.machine().timeline().now();
        boolean recent = modified.plus(HALF_A_YEAR).isAfter(now) && !modified.isAfter(now.plus(HALF_A_YEAR));
        String format = arguments.has('T') ? "%b %e %H:%M:%S %Y" : recent ? "%b %e %H:%M" : "%b %e  %Y";
        return DateFormat.format(modified, format);
    }

    private String mark(Stat stat) {
        if (stat.isDirectory() && (arguments.has('F') || arguments.has('p'))) {
            return "/";
        }
        if (!arguments.has('F')) {
            return "";
        }
        return switch (stat.kind()) {
            case SYMBOLIC_LINK -> "@";
            case SOCKET -> "=";
            default -> (stat.mode() & 0111) != 0 ? "*" : "";
        };
    }

    private String target(Entry entry) {
        if (entry.stat().kind() != FileKind.SYMBOLIC_LINK) {
            return "";
        }
        try {
            return " -> " + process.files().readLink(entry.path());
        } catch (SystemError e) {
            return "";
        }
    }
}
