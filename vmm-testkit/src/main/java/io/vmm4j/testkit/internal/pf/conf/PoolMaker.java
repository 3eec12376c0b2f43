package io.vmm4j.testkit.internal.pf.conf;

import io.vmm4j.testkit.internal.pf.rule.Family;
import io.vmm4j.testkit.internal.pf.rule.Host;
import io.vmm4j.testkit.internal.pf.rule.NumberMatch;
import io.vmm4j.testkit.internal.pf.rule.Pool;
import io.vmm4j.testkit.internal.pf.rule.TableDefinition;
import io.vmm4j.testkit.internal.pf.rule.TableEntry;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Makes the pool of a rule from what its line lists: several addresses become a table without a name of its own. */
final class PoolMaker {

    private final Input input;
    private final int identifier;
    private final Consumer<TableDefinition> tables;
    private int count;

    PoolMaker(Input input, int identifier, Consumer<TableDefinition> tables) {
        this.input = input;
        this.identifier = identifier;
        this.tables = tables;
    }

    /**
     * The addresses of a pool.
     *
     * @param host empty without a pool
     * @param family the family that the rule has with it
     */
    record Made(Optional<Host> host, Family family, int errors) {}

    Made collapse(Optional<PoolDraft> draft, Family said) {
        if (draft.isEmpty()) {
            return new Made(Optional.empty(), said, 0);
        }
        Family family = said;
        List<Host> fitting = new ArrayList<>();
        for (Host host : draft.get().hosts()) {
            if (said == Family.ANY && !family.admits(host.family())) {
                input.complain("translation spec contains addresses with different address families");
                return new Made(Optional.empty(), said, 1);
            }
            if (family.admits(host.family())) {
                fitting.add(host);
                family = family == Family.ANY ? host.family() : family;
            }
        }
        if (fitting.isEmpty()) {
            input.complain("af mismatch in translation spec");
            return new Made(Optional.empty(), family, 1);
        }
        if (fitting.size() == 1) {
            return new Made(Optional.of(fitting.get(0)), family, 0);
        }
        String selection = draft.get().selection();
        if (selection.equals(" bitmask") || selection.equals(" random")) {
            input.complain("pool type is not valid for multiple translation or routing addresses");
            return new Made(Optional.empty(), family, 1);
        }
        return new Made(Optional.of(table(fitting)), family, 0);
    }

    private Host table(List<Host> hosts) {
        String name = "__automatic_" + Integer.toHexString(identifier) + "_" + count++;
        List<TableEntry> entries = new ArrayList<>();
        StringBuilder source = new StringBuilder("{");
        for (Host host : hosts) {
            if (host instanceof Host.Network network) {
                entries.add(new TableEntry(network.prefix(), false));
                source.append(' ').append(network);
            }
        }
        tables.accept(new TableDefinition(
                name, EnumSet.of(TableDefinition.Option.CONST), List.of(source + " }"), entries, true));
        return new Host.Table(name);
    }

    static Optional<String> problem(PoolDraft draft, boolean redirects) {
        NumberReader.Ports ports = draft.ports();
        if (redirects && ports.range() && ports.first() > ports.last()) {
            return Optional.of("invalid rdr-to port range");
        }
        if (draft.staticPort() && redirects) {
            return Optional.of("the 'static-port' option is only valid with nat rules");
        }
        if (draft.staticPort() && ports.first() != 0) {
            return Optional.of("the 'static-port' option can't be used when specifying a port range");
        }
        return Optional.empty();
    }

    static Pool pool(Host host, PoolDraft draft, boolean redirects, NumberMatch toPort) {
        int first = draft.ports().first();
        int last = draft.ports().last();
        if (redirects) {
            last = draft.openEnd() ? first + (int) Math.max(0, toPort.second() - toPort.first()) : last;
        } else if (draft.staticPort()) {
            first = 0;
            last = 0;
        } else if (first == 0) {
            first = Pool.PROXY_LOW;
            last = Pool.PROXY_HIGH;
        } else if (last == 0) {
            last = first;
        }
        boolean several = host instanceof Host.Table || (host instanceof Host.Dynamic dynamic && dynamic.isMultiple());
        String selection =
                draft.selection().isEmpty() && several && !draft.binat() ? " round-robin" : draft.selection();
        return new Pool(host, first, last, selection, draft.stickyAddress());
    }
}
