package io.vmm4j.testkit.internal.pf.conf;

import io.vmm4j.testkit.internal.pf.rule.NumberMatch;
import io.vmm4j.testkit.internal.pf.rule.NumberMatch.Operator;
import io.vmm4j.testkit.internal.pf.rule.Protocols;
import io.vmm4j.testkit.internal.yacc.Token;
import io.vmm4j.testkit.internal.yacc.TokenStream.Abandoned;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** Reads ports, users and groups with their operators. */
final class NumberReader {

    private static final long UNKNOWN = -1;
    private static final int MAX_PORT = 65_535;

    private final Input input;

    NumberReader(Input input) {
        this.input = input;
    }

    /** One port, or a range of them. */
    record Ports(int first, int last, boolean range) {}

    List<NumberMatch> ports() throws Abandoned {
        List<NumberMatch> found = new ArrayList<>();
        input.oneOrList(() -> found.add(port()));
        return found;
    }

    private NumberMatch port() throws Abandoned {
        Optional<Operator> unary = unary();
        Ports first = portOrRange();
        if (unary.isPresent()) {
            refuseRange(first);
            return new NumberMatch(unary.get(), first.first(), 0);
        }
        NumberMatch match = first.range()
                ? new NumberMatch(Operator.FROM_TO, first.first(), first.last())
                : new NumberMatch(Operator.EQUAL, first.first(), 0);
        Optional<Operator> binary = binary();
        if (binary.isPresent()) {
            Ports second = portOrRange();
            refuseRange(first);
            refuseRange(second);
            match = new NumberMatch(binary.get(), first.first(), second.first());
        }
        if (!match.isValid()) {
            throw input.refuse("invalid port range");
        }
        return match;
    }

    private void refuseRange(Ports ports) throws Abandoned {
        if (ports.range()) {
            throw input.refuse("':' cannot be used with an other port operator");
        }
    }

    /** A port, or two with a colon between them. */
    Ports portOrRange() throws Abandoned {
        String text = input.word();
        int colon = text.indexOf(':');
        if (colon < 0) {
            return new Ports(service(text), 0, false);
        }
        int first = service(text.substring(0, colon));
        int last = service(text.substring(colon + 1));
        return first == last ? new Ports(first, 0, false) : new Ports(first, last, true);
    }

    int service(String text) throws Abandoned {
        OptionalInt port = Protocols.port(text);
        if (port.isEmpty()) {
            throw input.refuse("unknown port " + text);
        }
        if (port.getAsInt() > MAX_PORT) {
            throw input.refuse("illegal port value " + text);
        }
        return port.getAsInt();
    }

    private Optional<Operator> unary() {
        Token next = input.peek();
        Optional<Operator> found = operator(next);
        found = found.filter(each -> each != Operator.INSIDE && each != Operator.OUTSIDE);
        if (found.isPresent()) {
            input.accept();
        }
        return found;
    }

    private Optional<Operator> binary() {
        Optional<Operator> found =
                operator(input.peek()).filter(each -> each == Operator.INSIDE || each == Operator.OUTSIDE);
        if (found.isPresent()) {
            input.accept();
        }
        return found;
    }

    private static Optional<Operator> operator(Token token) {
        if (token.kind() == Token.Kind.OPERATOR || token.kind() == Token.Kind.CHARACTER) {
            for (Operator operator : Operator.values()) {
                if (operator != Operator.FROM_TO && operator.sign().equals(token.text())) {
                    return Optional.of(operator);
                }
            }
        }
        return Optional.empty();
    }

    /** Users or groups. */
    List<NumberMatch> owners(String kind, Function<String, OptionalInt> ids) throws Abandoned {
        List<NumberMatch> found = new ArrayList<>();
        input.oneOrList(() -> {
            Operator unary = unary().orElse(Operator.NONE);
            long first = id(kind, ids);
            Optional<Operator> binary = unary == Operator.NONE ? binary() : Optional.empty();
            long second = binary.isPresent() ? id(kind, ids) : 0;
            boolean ordered = binary.isPresent()
                    || (unary != Operator.NONE && unary != Operator.EQUAL && unary != Operator.NOT_EQUAL);
            if (ordered && (first == UNKNOWN || second == UNKNOWN)) {
                throw input.refuse(kind + " unknown requires operator = or !=");
            }
            Operator operator = binary.orElse(unary == Operator.NONE ? Operator.EQUAL : unary);
            found.add(new NumberMatch(operator, first, second));
        });
        return found;
    }

    private long id(String kind, Function<String, OptionalInt> ids) throws Abandoned {
        if (input.peek().kind() == Token.Kind.NUMBER) {
            return input.expectNumber();
        }
        String name = input.expectString();
        if (name.equals("unknown")) {
            return UNKNOWN;
        }
        OptionalInt id = ids.apply(name);
        if (id.isEmpty()) {
            throw input.refuse("unknown " + kind + " " + name);
        }
        return id.getAsInt();
    }
}
