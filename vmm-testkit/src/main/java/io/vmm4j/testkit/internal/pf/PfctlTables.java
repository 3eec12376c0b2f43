package io.vmm4j.testkit.internal.pf;

import io.vmm4j.testkit.internal.fs.FileText;
import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.testkit.internal.kernel.SystemError;
import io.vmm4j.testkit.internal.pf.filter.PacketFilter;
import io.vmm4j.testkit.internal.pf.filter.Table;
import io.vmm4j.testkit.internal.pf.rule.Prefix;
import io.vmm4j.testkit.internal.pf.rule.TableEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code pfctl -t -T}. */
final class PfctlTables {

    private static final int FAILED = 255;
    private static final int NOT_ALL = 2;

    private final SimProcess process;
    private final PacketFilter filter;
    private final PfctlOptions options;
    private final String name;

    PfctlTables(SimProcess process, PacketFilter filter, PfctlOptions options) {
        this.process = process;
        this.filter = filter;
        this.options = options;
        this.name = options.table().orElseThrow();
    }

    int run() throws IOException {
        String command = options.command().orElseThrow();
        Optional<List<TableEntry>> entries = entries();
        if (entries.isEmpty()) {
            return FAILED;
        }
        return switch (command) {
            case "add" -> add(entries.get());
            case "replace" -> replace(entries.get());
            case "delete" -> delete(entries.get());
            case "show" -> show();
            case "test" -> test(entries.get());
            case "flush" -> flush();
            case "kill" -> kill();
            default -> {
                process.warn("simulator limitation: -T " + command + " is not simulated");
                yield 1;
            }
        };
    }

    private void tell(String line) throws IOException {
        if (!options.isQuiet()) {
            process.complain(line + "\n");
        }
    }

    private Optional<List<TableEntry>> entries() throws IOException {
        List<String> words = new ArrayList<>(options.operands());
        if (options.file().isPresent()) {
            words.addAll(words(options.file().get()));
        }
        List<TableEntry> found = new ArrayList<>();
        for (String word : words) {
            boolean negated = word.startsWith("!");
            Optional<Prefix> prefix = Prefix.parse(negated ? word.substring(1) : word);
            if (prefix.isEmpty()) {
                process.complain("no IP address found for " + word + "\n");
                return Optional.empty();
            }
            found.add(new TableEntry(prefix.get(), negated));
        }
        return Optional.of(found);
    }

    private List<String> words(String file) throws IOException {
        String text;
        try {
            text = file.equals("-")
                    ? new String(process.stdin().readAllBytes(), StandardCharsets.ISO_8859_1)
                    : FileText.read(process.files(), file);
        } catch (SystemError e) {
            process.warn(file, e);
            return List.of();
        }
        return text.lines()
                .flatMap(line -> List.of(line.replaceFirst("[#;].*", "").strip().split("[ \t]+", -1)).stream())
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private Optional<Table> table() throws IOException {
        Optional<Table> found = process.machine()
                .timeline()
                .lockedGet(() -> filter.rulesets()
                        .find(options.anchor())
                        .flatMap(ruleset -> Optional.ofNullable(ruleset.tables().get(name))));
        if (found.isEmpty()) {
            process.warn("Table does not exist");
        }
        return found;
    }

    private Table orMade() throws IOException {
        boolean there = process.machine()
                .timeline()
                .lockedGet(() -> filter.rulesets()
                        .find(options.anchor())
                        .filter(ruleset -> ruleset.tables().containsKey(name))
                        .isPresent());
        if (!there) {
            tell("1 table created.");
        }
        return process.machine().timeline().lockedGet(() -> filter.makeTable(options.anchor(), name));
    }

    private boolean isConstant(Table table) throws IOException {
        if (table.isConstant()) {
            process.warn("Operation not permitted");
        }
        return table.isConstant();
    }

    private int add(List<TableEntry> entries) throws IOException {
        Table table = orMade();
        if (isConstant(table)) {
            return FAILED;
        }
        int added = process.machine().timeline().lockedGet(() ->
                (int) entries.stream().filter(table::add).count());
        tell(added + "/" + entries.size() + " addresses added.");
        return 0;
    }

    private int delete(List<TableEntry> entries) throws IOException {
        Optional<Table> table = table();
        if (table.isEmpty() || isConstant(table.get())) {
            return FAILED;
        }
        int deleted = process.machine().timeline().lockedGet(() ->
                (int) entries.stream().filter(table.get()::remove).count());
        tell(deleted + "/" + entries.size() + " addresses deleted.");
        return 0;
    }

    private int replace(List<TableEntry> entries) throws IOException {
        Table table = orMade();
        if (isConstant(table)) {
            return FAILED;
        }
        int[] counts = new int[2];
        process.machine().timeline().locked(() -> {
            for (TableEntry entry : table.entries()) {
                counts[1] += !entries.contains(entry) && table.remove(entry) ? 1 : 0;
            }
            counts[0] = (int) entries.stream().filter(table::add).count();
        });
        if (counts[0] > 0) {
            tell(counts[0] + " addresses added.");
        }
        if (counts[1] > 0) {
            tell(counts[1] + " addresses deleted.");
        }
        if (counts[0] + counts[1] == 0) {
            tell("no changes.");
        }
        return 0;
    }

    private int show() throws IOException {
        Optional<Table> table = table();
        if (table.isEmpty()) {
            return FAILED;
        }
        for (TableEntry entry : process.machine().timeline().lockedGet(table.get()::entries)) {
            process.print((entry.negated() ? "  " : "   ") + entry + "\n");
        }
        return 0;
    }

    private int test(List<TableEntry> entries) throws IOException {
        Optional<Table> table = table();
        if (table.isEmpty()) {
            return FAILED;
        }
        long matching = entries.stream()
                .filter(entry -> table.get().contains(entry.prefix().address()))
                .count();
        tell(matching + "/" + entries.size() + " addresses match.");
        return matching < entries.size() ? NOT_ALL : 0;
    }

    private int flush() throws IOException {
        Optional<Table> table = table();
        if (table.isEmpty() || isConstant(table.get())) {
            return FAILED;
        }
        tell(process.machine().timeline().lockedGet(table.get()::clear) + " addresses deleted.");
        return 0;
    }

    private int kill() throws IOException {
        Optional<Table> table = table();
        if (table.isEmpty()) {
            return FAILED;
        }
        process.machine().timeline().locked(() -> {
            filter.rulesets()
                    .find(options.anchor())
                    .ifPresent(ruleset -> ruleset.tables().remove(name));
            filter.load(List.of());
        });
        tell("1 table deleted.");
        return 0;
    }
}
