package io.vmm4j.testkit.internal.pf.conf;

import io.vmm4j.testkit.internal.kernel.SystemError;
import io.vmm4j.testkit.internal.pf.rule.Host;
import io.vmm4j.testkit.internal.pf.rule.TableDefinition;
import io.vmm4j.testkit.internal.pf.rule.TableDefinition.Option;
import io.vmm4j.testkit.internal.pf.rule.TableEntry;
import io.vmm4j.testkit.internal.yacc.Token;
import io.vmm4j.testkit.internal.yacc.TokenStream.Abandoned;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Reads {@code table} lines. */
final class TableReader {

    private static final int LIMIT = 32;

    private final Input input;
    private final PfConfHost system;
    private final HostReader hosts;

    TableReader(Input input, PfConfHost system, HostReader hosts) {
        this.input = input;
        this.system = system;
        this.hosts = hosts;
    }

    TableDefinition read() throws Abandoned {
        input.expectKeyword("table");
        input.expectCharacter('<');
        String name = input.expectString();
        input.expectCharacter('>');
        Set<Option> options = EnumSet.noneOf(Option.class);
        List<TableEntry> entries = new ArrayList<>();
        List<String> sources = new ArrayList<>();
        boolean initialised = false;
        while (!input.peek().isCharacter('\n')) {
            Token next = input.peek();
            if (next.isString()) {
                options.add(option());
            } else if (input.acceptKeyword("file")) {
                String file = input.expectString();
                entries.addAll(load(file));
                sources.add("file \"" + file + "\"");
                initialised = true;
            } else if (next.isCharacter('{')) {
                list(entries, sources);
                initialised = true;
            } else {
                throw input.syntaxError();
            }
        }
        if (name.length() >= LIMIT) {
            throw input.refuse("table name too long, max 31 chars");
        }
        return new TableDefinition(name, options, sources, entries, initialised);
    }

    private Option option() throws Abandoned {
        String word = input.accept().text();
        for (Option option : Option.values()) {
            if (option.word().equals(word)) {
                return option;
            }
        }
        throw input.refuse("invalid table option '" + word + "'");
    }

    private void list(List<TableEntry> entries, List<String> sources) throws Abandoned {
        List<TableEntry> found = new ArrayList<>();
        input.expectCharacter('{');
        input.optionalNewlines();
        while (!input.acceptCharacter('}')) {
            for (HostItem item : hosts.negatable()) {
                found.add(entry(item));
            }
            input.optionalNewlines();
            input.acceptCharacter(',');
            input.optionalNewlines();
        }
        if (!found.isEmpty()) {
            StringBuilder text = new StringBuilder("{");
            found.forEach(entry -> text.append(' ').append(entry));
            sources.add(text.append(" }").toString());
        }
        entries.addAll(found);
    }

    private TableEntry entry(HostItem item) throws Abandoned {
        Host host = item.host();
        if (host instanceof Host.Network network) {
            return new TableEntry(network.prefix(), item.negated());
        }
        if (host instanceof Host.Range) {
            throw input.refuse("address ranges are not permitted inside tables");
        }
        if (host instanceof Host.Dynamic) {
            throw input.refuse("dynamic addresses are not permitted inside tables");
        }
        throw input.refuse(
                host instanceof Host.Table
                        ? "tables cannot contain tables"
                        : "\"" + host + "\" is not permitted inside tables");
    }

    private List<TableEntry> load(String file) throws Abandoned {
        List<TableEntry> found = new ArrayList<>();
        String text;
        try {
            text = system.read(file);
        } catch (SystemError e) {
            throw input.refuse("cannot load \"" + file + "\": " + e.errno().text());
        }
        for (String line : text.split("\n", -1)) {
            for (String word : line.replaceFirst("[#;].*", "").strip().split("[ \t]+", -1)) {
                if (!word.isEmpty()) {
                    boolean negated = word.startsWith("!");
                    List<Host> hostsOfWord = hosts.parse(negated ? word.substring(1) : word);
                    if (hostsOfWord.isEmpty()) {
                        throw input.refuse("file \"" + file + "\" contains bad data");
                    }
                    for (Host host : hostsOfWord) {
                        found.add(entry(new HostItem(host, negated)));
                    }
                }
            }
        }
        return found;
    }
}
