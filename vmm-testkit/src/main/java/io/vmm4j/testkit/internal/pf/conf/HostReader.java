package io.vmm4j.testkit.internal.pf.conf;

import io.vmm4j.testkit.internal.libc.Strtonum;
import io.vmm4j.testkit.internal.pf.rule.Family;
import io.vmm4j.testkit.internal.pf.rule.Host;
import io.vmm4j.testkit.internal.pf.rule.Host.Modifier;
import io.vmm4j.testkit.internal.pf.rule.IpAddress;
import io.vmm4j.testkit.internal.pf.rule.Prefix;
import io.vmm4j.testkit.internal.yacc.Token;
import io.vmm4j.testkit.internal.yacc.TokenStream.Abandoned;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads addresses: numbers, names, interfaces, tables. */
final class HostReader {

    private static final int NAME_LIMIT = 16;
    private static final int TABLE_LIMIT = 32;

    private final Input input;
    private final PfConfHost system;
    private final PfConfOutput output;

    HostReader(Input input, PfConfHost system, PfConfOutput output) {
        this.input = input;
        this.system = system;
        this.output = output;
    }

    /** {@code any}, an address, or a list; empty for any. */
    List<HostItem> specification() throws Abandoned {
        List<HostItem> items = new ArrayList<>();
        boolean[] anything = {false};
        input.oneOrList(() -> {
            if (input.acceptKeyword("any")) {
                anything[0] = true;
            } else {
                items.addAll(negatable());
            }
        });
        return anything[0] ? List.of() : items;
    }

    /** An address with or without {@code !}. */
    List<HostItem> negatable() throws Abandoned {
        boolean negated = input.acceptCharacter('!');
        if (input.acceptKeyword("no-route")) {
            return List.of(new HostItem(new Host.NoRoute(), negated));
        }
        return one().stream().map(host -> new HostItem(host, negated)).toList();
    }

    /** An address; names and interfaces may have several. */
    List<Host> one() throws Abandoned {
        Token next = input.peek();
        if (next.isKeyword("urpf-failed") || next.isKeyword("route")) {
            throw input.notSimulated("'" + next.text() + "'");
        }
        if (next.isCharacter('<')) {
            return List.of(table());
        }
        if (next.isCharacter('(')) {
            return List.of(dynamic());
        }
        boolean number = next.kind() == Token.Kind.NUMBER;
        String text = input.word();
        if (input.acceptCharacter('/')) {
            return networks(text + "/" + input.expectNumber());
        }
        if (number) {
            throw input.syntaxError();
        }
        return input.acceptCharacter('-') ? List.of(range(text, input.expectString())) : networks(text);
    }

    Host.Table table() throws Abandoned {
        input.expectCharacter('<');
        String name = input.expectString();
        input.expectCharacter('>');
        if (name.length() >= TABLE_LIMIT) {
            throw input.refuse("table name '" + name + "' too long");
        }
        return new Host.Table(name);
    }

    private Host dynamic() throws Abandoned {
        input.expectCharacter('(');
        String name = input.expectString();
        input.expectCharacter(')');
        if (!Character.isLetter(name.charAt(0))) {
            throw input.refuse("invalid interface name '" + name + "'");
        }
        Set<Modifier> modifiers = EnumSet.noneOf(Modifier.class);
        String device = name;
        for (int colon = device.lastIndexOf(':'); colon >= 0; colon = device.lastIndexOf(':')) {
            Optional<Modifier> modifier = modifier(device.substring(colon + 1));
            if (modifier.isEmpty()) {
                throw input.refuse("interface " + device + " has bad modifier");
            }
            modifiers.add(modifier.get());
            device = device.substring(0, colon);
        }
        if (device.length() >= NAME_LIMIT) {
            throw input.refuse("interface name too long");
        }
        int length = 128;
        if (input.acceptCharacter('/')) {
            length = (int) input.numberUpTo(128, "bit number too big");
        }
        return new Host.Dynamic(device, modifiers, length);
    }

    private static Optional<Modifier> modifier(String word) {
        for (Modifier modifier : Modifier.values()) {
            if (modifier.word().equals(word)) {
                return Optional.of(modifier);
            }
        }
        return Optional.empty();
    }

    private Host range(String first, String last) throws Abandoned {
        List<Host> ends = new ArrayList<>(networks(first));
        ends.addAll(networks(last));
        if (ends.size() == 2
                && ends.get(0) instanceof Host.Network from
                && ends.get(1) instanceof Host.Network to
                && from.family() == to.family()
                && from.prefix().length() == from.family().bits()
                && to.prefix().length() == to.family().bits()) {
            return new Host.Range(from.prefix().address(), to.prefix().address());
        }
        throw input.refuse("invalid address range");
    }

    private List<Host> networks(String text) throws Abandoned {
        List<Host> found = parse(text);
        if (found.isEmpty()) {
            throw input.refuse("could not parse host specification");
        }
        return found;
    }

    /** What an address or a name means; none after a complaint. */
    List<Host> parse(String text) {
        int slash = text.indexOf('/');
        int length = -1;
        if (slash >= 0) {
            try {
                length = (int) Strtonum.parse(text.substring(slash + 1), 0, 128);
            } catch (Strtonum.Invalid e) {
                output.complain("netmask is " + e.reason() + ": " + text.substring(slash));
                return List.of();
            }
        }
        String name = slash < 0 ? text : text.substring(0, slash);
        List<Prefix> prefixes = interfaceAddresses(name, length);
        if (prefixes.isEmpty()) {
            prefixes = numeric(name, length);
        }
        if (prefixes.isEmpty()) {
            int mask = length;
            prefixes = system.resolve(name).stream()
                    .map(address -> prefix(address, mask))
                    .toList();
        }
        if (prefixes.isEmpty()) {
            output.complain("no IP address found for " + text);
        }
        return prefixes.stream().<Host>map(Host.Network::new).toList();
    }

    private List<Prefix> interfaceAddresses(String text, int length) {
        Set<Modifier> modifiers = EnumSet.noneOf(Modifier.class);
        String name = text;
        for (int colon = name.lastIndexOf(':'); colon >= 0; colon = name.lastIndexOf(':')) {
            Optional<Modifier> modifier = modifier(name.substring(colon + 1));
            if (modifier.isEmpty()) {
                return List.of();
            }
            modifiers.add(modifier.get());
            name = name.substring(0, colon);
        }
        if (!system.isInterface(name)) {
            return List.of();
        }
        List<Prefix> found = system.addresses(name, modifiers);
        return length < 0
                ? found
                : found.stream().map(each -> prefix(each.address(), length)).toList();
    }

    /** Addresses as numbers; the last parts of an IPv4 network may be left out: {@code 10/8}. */
    private static List<Prefix> numeric(String text, int length) {
        String padded = text;
        if (length >= 0 && text.matches("[0-9]+(\\.[0-9]+){0,2}")) {
            padded = text
                    + ".0".repeat(3 - (int) text.chars().filter(c -> c == '.').count());
        }
        return IpAddress.parse(padded)
                .map(address -> List.of(prefix(address, length)))
                .orElse(List.of());
    }

    private static Prefix prefix(IpAddress address, int length) {
        return length < 0 ? Prefix.of(address) : new Prefix(address, length);
    }

    /** Whether a mask has more bits than its address. */
    static boolean isTooLong(Host host, Family family) {
        return host instanceof Host.Network network
                ? network.prefix().length() > network.family().bits()
                : host instanceof Host.Dynamic dynamic
                        && family == Family.INET
                        && dynamic.length() > 32
                        && dynamic.length() < 128;
    }
}
