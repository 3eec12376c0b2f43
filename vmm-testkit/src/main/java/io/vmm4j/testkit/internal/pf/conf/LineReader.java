package io.vmm4j.testkit.internal.pf.conf;

import io.vmm4j.testkit.internal.pf.rule.Action;
import io.vmm4j.testkit.internal.pf.rule.Direction;
import io.vmm4j.testkit.internal.pf.rule.Family;
import io.vmm4j.testkit.internal.pf.rule.IcmpNames;
import io.vmm4j.testkit.internal.pf.rule.InterfaceMatch;
import io.vmm4j.testkit.internal.pf.rule.NumberMatch;
import io.vmm4j.testkit.internal.pf.rule.Protocols;
import io.vmm4j.testkit.internal.pf.rule.Refusal;
import io.vmm4j.testkit.internal.yacc.Token;
import io.vmm4j.testkit.internal.yacc.TokenStream.Abandoned;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeSet;

/** Reads what lines with rules begin with: the action, the direction, interfaces, protocols, from where, to where. */
final class LineReader {

    private static final int NAME_LIMIT = 16;
    private static final int MAX_RDOMAIN = 255;

    private final Input input;
    private final HostReader hosts;
    private final NumberReader numbers;

    LineReader(Input input, HostReader hosts, NumberReader numbers) {
        this.input = input;
        this.hosts = hosts;
        this.numbers = numbers;
    }

    Action action(Refusal policy) throws Abandoned {
        if (input.acceptKeyword("pass")) {
            return new Action.Pass();
        }
        if (input.acceptKeyword("match")) {
            return new Action.Match();
        }
        input.expectKeyword("block");
        return new Action.Block(refusal(policy));
    }

    private Refusal refusal(Refusal policy) throws Abandoned {
        if (input.acceptKeyword("drop")) {
            return new Refusal.Drop();
        }
        if (input.acceptKeyword("return")) {
            return new Refusal.Return();
        }
        if (input.acceptKeyword("return-rst")) {
            int ttl = 0;
            if (input.acceptCharacter('(')) {
                input.expectKeyword("ttl");
                ttl = (int) input.numberUpTo(255, "illegal ttl value %d");
                input.expectCharacter(')');
            }
            return new Refusal.ReturnRst(ttl);
        }
        boolean inet6 = input.peek().isKeyword("return-icmp6");
        if (!inet6 && !input.peek().isKeyword("return-icmp")) {
            return policy;
        }
        input.accept();
        String code = "port-unr";
        String code6 = "port-unr";
        if (input.acceptCharacter('(')) {
            String first = icmpCode(inet6 ? Family.INET6 : Family.INET);
            code = inet6 ? code : first;
            code6 = inet6 ? first : code6;
            if (!inet6 && !input.peek().isCharacter(')')) {
                input.acceptCharacter(',');
                code6 = icmpCode(Family.INET6);
            }
            input.expectCharacter(')');
        }
        return new Refusal.ReturnIcmp(code, code6);
    }

    private String icmpCode(Family family) throws Abandoned {
        int type = family == Family.INET6 ? 1 : 3;
        if (input.peek().kind() == Token.Kind.NUMBER) {
            return IcmpNames.codeName(type, (int) input.numberUpTo(255, "invalid icmp code %d"), family);
        }
        String name = input.expectString();
        if (IcmpNames.code(type, name, family).isEmpty()) {
            throw input.refuse("unknown icmp code " + name);
        }
        return name;
    }

    void direction(RuleDraft draft) {
        if (input.acceptKeyword("in")) {
            draft.direction = Direction.IN;
        } else if (input.acceptKeyword("out")) {
            draft.direction = Direction.OUT;
        }
    }

    void logAndQuick(RuleDraft draft) throws Abandoned {
        draft.quick = input.acceptKeyword("quick");
        if (input.acceptKeyword("log")) {
            draft.log = " log" + logOptions();
        }
        if (!draft.quick) {
            draft.quick = input.acceptKeyword("quick");
        }
    }

    private String logOptions() throws Abandoned {
        if (!input.peek().isCharacter('(')) {
            return "";
        }
        List<String> order = List.of("all", "matches", "user");
        TreeSet<String> options = new TreeSet<>();
        input.parenthesised(() -> {
            Token next = input.peek();
            if (next.isKeyword("to")) {
                input.accept();
                String name = input.strings();
                if (!name.matches("pflog[0-9]{1,3}")) {
                    throw input.refuse(name + ": should be a pflog interface");
                }
                if (!name.equals("pflog0")) {
                    options.add("3to " + name);
                }
            } else if (next.kind() == Token.Kind.KEYWORD && order.contains(next.text())) {
                options.add(order.indexOf(next.text()) + input.accept().text());
            } else {
                throw input.syntaxError();
            }
        });
        return options.isEmpty()
                ? ""
                : " ("
                        + String.join(
                                ", ",
                                options.stream().map(each -> each.substring(1)).toList()) + ")";
    }

    void interfaces(List<InterfaceMatch> found) throws Abandoned {
        if (input.acceptKeyword("on")) {
            input.oneOrList(() -> found.add(interfaceItem(input.acceptCharacter('!'))));
        }
    }

    InterfaceMatch interfaceItem(boolean negated) throws Abandoned {
        if (input.acceptKeyword("any")) {
            return new InterfaceMatch.Named("any", negated);
        }
        if (input.acceptKeyword("rdomain")) {
            return new InterfaceMatch.Rdomain((int) input.numberUpTo(MAX_RDOMAIN, "rdomain %d outside range"), negated);
        }
        String name = input.expectString();
        if (name.length() >= NAME_LIMIT) {
            throw input.refuse("interface name too long");
        }
        return new InterfaceMatch.Named(name, negated);
    }

    Family family() {
        if (input.acceptKeyword("inet")) {
            return Family.INET;
        }
        return input.acceptKeyword("inet6") ? Family.INET6 : Family.ANY;
    }

    void protocols(RuleDraft draft) throws Abandoned {
        if (input.acceptKeyword("proto")) {
            input.oneOrList(() -> draft.protocols.add(protocol()));
        }
    }

    private int protocol() throws Abandoned {
        int number;
        if (input.peek().kind() == Token.Kind.NUMBER) {
            number = (int) input.numberUpTo(255, "protocol outside range");
        } else {
            String name = input.expectString();
            OptionalInt found = Protocols.number(name);
            if (found.isEmpty()) {
                throw input.refuse("unknown protocol " + name);
            }
            number = found.getAsInt();
        }
        if (number == 0) {
            throw input.refuse("proto 0 cannot be used");
        }
        return number;
    }

    void peers(RuleDraft draft) throws Abandoned {
        if (input.acceptKeyword("all")) {
            return;
        }
        if (input.acceptKeyword("from")) {
            if (!input.peek().isKeyword("port")) {
                draft.from = hosts.specification();
            }
            draft.fromPorts = ports();
        }
        if (input.peek().isKeyword("os")) {
            throw input.notSimulated("'os'");
        }
        if (input.acceptKeyword("to")) {
            if (!input.peek().isKeyword("port")) {
                draft.to = hosts.specification();
            }
            draft.toPorts = ports();
        }
    }

    private List<NumberMatch> ports() throws Abandoned {
        return input.acceptKeyword("port") ? numbers.ports() : new ArrayList<>();
    }
}
