package io.vmm4j.testkit.internal.pf.conf;

import io.vmm4j.testkit.internal.pf.rule.StateKeeping;
import io.vmm4j.testkit.internal.pf.rule.StateKeeping.Binding;
import io.vmm4j.testkit.internal.pf.rule.StateKeeping.Kind;
import io.vmm4j.testkit.internal.yacc.Token;
import io.vmm4j.testkit.internal.yacc.TokenStream.Abandoned;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads the options of {@code keep state} and puts them into the order in which they are printed. Limits are not enforced. */
final class StateReader {

    /** The timeouts of single states, in the kernel's order. */
    private static final List<String> TIMEOUTS = List.of(
            "tcp.first",
            "tcp.opening",
            "tcp.established",
            "tcp.closing",
            "tcp.finwait",
            "tcp.closed",
            "udp.first",
            "udp.single",
            "udp.multiple",
            "icmp.first",
            "icmp.error",
            "other.first",
            "other.single",
            "other.multiple",
            "adaptive.start",
            "adaptive.end",
            "tcp.tsdiff");

    private static final int FIRST_TIMEOUT = 20;

    private final Input input;
    private final Map<Integer, String> options = new TreeMap<>();
    private long max;
    private boolean bySource;
    private boolean byRule;
    private boolean adaptive;
    private Binding binding;
    private boolean bound;

    StateReader(Input input, Binding usual) {
        this.input = input;
        this.binding = usual;
    }

    /** What a rule keeps that does not speak of state. */
    static StateKeeping withoutOptions(Binding usual) {
        return new StateKeeping(Kind.KEEP, usual, usual == Binding.IF_BOUND ? List.of("if-bound") : List.of());
    }

    StateKeeping read(Kind kind) throws Abandoned {
        if (input.peek().isCharacter('(')) {
            input.parenthesised(this::option);
        }
        return result(kind);
    }

    /** The options without parentheses, as {@code set state-defaults} has them. */
    StateKeeping list() throws Abandoned {
        do {
            option();
        } while (input.acceptCharacter(',') || !input.peek().isCharacter('\n'));
        return result(Kind.KEEP);
    }

    private StateKeeping result(Kind kind) {
        if (max > 0 && !adaptive) {
            options.put(timeout("adaptive.start"), "adaptive.start " + max / 10 * 6);
            options.put(timeout("adaptive.end"), "adaptive.end " + max / 10 * 12);
        }
        if (bySource) {
            options.put(2, byRule ? "source-track rule" : "source-track global");
        }
        if (binding == Binding.IF_BOUND) {
            options.put(8, "if-bound");
        }
        return new StateKeeping(kind, binding, new ArrayList<>(options.values()));
    }

    private static int timeout(String name) {
        return FIRST_TIMEOUT + TIMEOUTS.indexOf(name);
    }

    private void option() throws Abandoned {
        Token next = input.peek();
        if (next.isString()) {
            timeoutOption(input.accept().text());
            return;
        }
        if (next.kind() != Token.Kind.KEYWORD) {
            throw input.syntaxError();
        }
        switch (next.text()) {
            case "max" -> {
                input.accept();
                max = input.positive();
                put(0, "max " + max, "'max'");
            }
            case "no-sync" -> flag(1, "'sync'");
            case "source-track" -> {
                input.accept();
                bySource = true;
                byRule |= input.acceptKeyword("rule");
                input.acceptKeyword("global");
            }
            case "max-src-states" -> count(3, false);
            case "max-src-conn" -> count(4, true);
            case "max-src-conn-rate" -> rate();
            case "max-src-nodes" -> count(6, false);
            case "overload" -> throw input.notSimulated("'overload'");
            case "if-bound" -> bind(Binding.IF_BOUND);
            case "floating" -> bind(Binding.FLOATING);
            case "sloppy" -> flag(9, "sloppy");
            case "pflow" -> flag(10, "pflow");
            default -> throw input.syntaxError();
        }
    }

    private void put(int place, String text, String name) throws Abandoned {
        if (options.put(place, text) != null) {
            throw input.refuse("state option " + name + " multiple definitions");
        }
    }

    private void flag(int place, String name) throws Abandoned {
        put(place, input.accept().text(), name);
    }

    private void count(int place, boolean rule) throws Abandoned {
        String name = input.accept().text();
        long number = input.positive();
        if (number == 0) {
            throw input.refuse("'" + name + "' must be > 0");
        }
        put(place, name + " " + number, "'" + name + "'");
        bySource = true;
        byRule |= rule;
    }

    private void rate() throws Abandoned {
        input.accept();
        long limit = input.positive();
        input.expectCharacter('/');
        long seconds = input.positive();
        if (limit == 0 || seconds == 0) {
            throw input.refuse("'max-src-conn-rate' values must be > 0");
        }
        put(5, "max-src-conn-rate " + limit + "/" + seconds, "'max-src-conn-rate'");
        bySource = true;
        byRule = true;
    }

    private void bind(Binding wanted) throws Abandoned {
        input.accept();
        if (bound) {
            throw input.refuse("state locking option: multiple definitions");
        }
        bound = true;
        binding = wanted;
    }

    private void timeoutOption(String name) throws Abandoned {
        long seconds = input.positive();
        if (!TIMEOUTS.contains(name)) {
            throw input.refuse(
                    (SetReader.TIMEOUTS.contains(name) ? "illegal state timeout " : "illegal timeout name ") + name);
        }
        adaptive |= name.startsWith("adaptive.");
        if (options.put(timeout(name), name + " " + seconds) != null) {
            throw input.refuse("state timeout " + name + " multiple definitions");
        }
    }
}
