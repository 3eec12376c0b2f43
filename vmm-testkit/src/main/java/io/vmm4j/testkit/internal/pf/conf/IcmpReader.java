package io.vmm4j.testkit.internal.pf.conf;

import io.vmm4j.testkit.internal.pf.conf.RuleDraft.IcmpItem;
import io.vmm4j.testkit.internal.pf.rule.Family;
import io.vmm4j.testkit.internal.pf.rule.IcmpNames;
import io.vmm4j.testkit.internal.pf.rule.Protocols;
import io.vmm4j.testkit.internal.yacc.Token;
import io.vmm4j.testkit.internal.yacc.TokenStream.Abandoned;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Reads the types and codes of ICMP messages. */
final class IcmpReader {

    private final Input input;
    private final Family family;
    private final String prefix;

    IcmpReader(Input input, Family family) {
        this.input = input;
        this.family = family;
        this.prefix = family == Family.INET6 ? "icmp6-" : "icmp-";
    }

    List<IcmpItem> read() throws Abandoned {
        List<IcmpItem> found = new ArrayList<>();
        input.oneOrList(() -> found.add(item()));
        return found;
    }

    private IcmpItem item() throws Abandoned {
        int type = number("type", name -> IcmpNames.type(name, family));
        OptionalInt code = OptionalInt.empty();
        if (input.acceptKeyword("code")) {
            code = OptionalInt.of(number("code", name -> IcmpNames.code(type, name, family)));
        }
        return new IcmpItem(family == Family.INET6 ? Protocols.ICMP6 : Protocols.ICMP, type, code);
    }

    /** Finds a number by its name. */
    @FunctionalInterface
    private interface Names {
        OptionalInt find(String name);
    }

    private int number(String what, Names names) throws Abandoned {
        if (input.peek().kind() == Token.Kind.NUMBER) {
            return (int) input.numberUpTo(255, "illegal " + prefix + what + " %d");
        }
        String name = input.expectString();
        OptionalInt found = names.find(name);
        if (found.isEmpty()) {
            throw input.refuse("unknown " + prefix + what + " " + name);
        }
        return found.getAsInt();
    }
}
