package io.vmm4j.testkit.internal.pf.conf;

import io.vmm4j.testkit.internal.pf.rule.InterfaceMatch;
import io.vmm4j.testkit.internal.pf.rule.Refusal;
import io.vmm4j.testkit.internal.pf.rule.StateKeeping;
import io.vmm4j.testkit.internal.pf.rule.StateKeeping.Binding;
import io.vmm4j.testkit.internal.yacc.Token;
import io.vmm4j.testkit.internal.yacc.TokenStream.Abandoned;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads {@code set} lines. Only {@code skip}, {@code block-policy}, {@code state-policy} and {@code state-defaults} change what the
 * simulation does; timeouts, limits and the like are checked and printed.
 */
final class SetReader {

    static final Set<String> TIMEOUTS = Set.of(
            "tcp.first",
            "tcp.opening",
            "tcp.established",
            "tcp.closing",
            "tcp.finwait",
            "tcp.closed",
            "tcp.tsdiff",
            "udp.first",
            "udp.single",
            "udp.multiple",
            "icmp.first",
            "icmp.error",
            "other.first",
            "other.single",
            "other.multiple",
            "frag",
            "interval",
            "adaptive.start",
            "adaptive.end",
            "src.track");
    private static final Set<String> LIMITS =
            Set.of("states", "src-nodes", "frags", "tables", "table-entries", "pktdelay-pkts", "anchors");
    private static final Set<String> OPTIMIZATIONS =
            Set.of("normal", "satellite", "high-latency", "conservative", "aggressive");
    private static final Set<String> DEBUG_LEVELS =
            Set.of("emerg", "alert", "crit", "err", "warning", "notice", "info", "debug");

    private final Input input;
    private final PfConfOutput output;
    private final LineReader lines;
    private final List<PfConf.Skips> skips = new ArrayList<>();
    private Refusal blockPolicy = new Refusal.Drop();
    private Binding binding = Binding.FLOATING;
    private Optional<StateKeeping> stateDefaults = Optional.empty();

    SetReader(Input input, PfConfOutput output, LineReader lines) {
        this.input = input;
        this.output = output;
        this.lines = lines;
    }

    List<PfConf.Skips> skips() {
        return skips;
    }

    Refusal blockPolicy() {
        return blockPolicy;
    }

    Binding binding() {
        return binding;
    }

    Optional<StateKeeping> stateDefaults() {
        return stateDefaults;
    }

    void read() throws Abandoned {
        input.expectKeyword("set");
        Token what = input.peek();
        if (what.kind() != Token.Kind.KEYWORD) {
            throw input.syntaxError();
        }
        input.accept();
        switch (what.text()) {
            case "skip" -> skip();
            case "block-policy" -> blockPolicyLine();
            case "state-policy" -> statePolicy();
            case "state-defaults" -> stateDefaultsLine();
            case "timeout" -> input.oneOrList(() -> numbered("timeout", TIMEOUTS, "unknown timeout %s"));
            case "limit" -> input.oneOrList(() -> numbered("limit", LIMITS, "unable to set limit %s %d"));
            case "optimization" -> named("optimization", OPTIMIZATIONS, "unknown optimization ");
            case "debug" -> debug();
            case "loginterface" -> output.verbose("set loginterface " + allOrString());
            case "ruleset-optimization" -> optimizer();
            case "reassemble" -> reassemble();
            case "hostid" ->
                output.verbose("set hostid 0x"
                        + String.format("%08x", input.numberUpTo(0xffffffffL, "hostid must be non-zero")));
            case "fingerprints" -> output.verbose("set fingerprints \"" + input.expectString() + "\"");
            case "syncookies" -> throw input.notSimulated("'set syncookies'");
            default -> throw input.syntaxError();
        }
    }

    private void skip() throws Abandoned {
        List<InterfaceMatch> interfaces = new ArrayList<>();
        if (input.peek().isKeyword("on")) {
            lines.interfaces(interfaces);
        }
        if (interfaces.isEmpty() || interfaces.toString().equals("[ on none]")) {
            output.verbose("set skip on none");
            skips.add(new PfConf.Skips(List.of()));
            return;
        }
        List<String> names = new ArrayList<>();
        boolean bad = false;
        for (InterfaceMatch each : interfaces) {
            if (each instanceof InterfaceMatch.Named named && !named.negated()) {
                names.add(named.name());
            } else {
                bad = true;
                input.complain(
                        each instanceof InterfaceMatch.Named
                                ? "skip on ! <interface> is not supported"
                                : "skip on rdomain <num> is not supported");
            }
        }
        output.verbose("set skip on { " + String.join(" ", names) + " }");
        if (bad) {
            throw input.refuse("error setting skip interface(s)");
        }
        skips.add(new PfConf.Skips(List.copyOf(names)));
    }

    private void blockPolicyLine() throws Abandoned {
        boolean drop = input.acceptKeyword("drop");
        if (!drop) {
            input.expectKeyword("return");
        }
        blockPolicy = drop ? new Refusal.Drop() : new Refusal.Return();
        output.verbose("set block-policy" + blockPolicy);
    }

    private void statePolicy() throws Abandoned {
        boolean bound = input.acceptKeyword("if-bound");
        if (!bound) {
            input.expectKeyword("floating");
        }
        binding = bound ? Binding.IF_BOUND : Binding.FLOATING;
        output.verbose("set state-policy " + (bound ? "if-bound" : "floating"));
    }

    private void stateDefaultsLine() throws Abandoned {
        StateKeeping options = new StateReader(input, binding).list();
        if (stateDefaults.isPresent()) {
            throw input.refuse("cannot redefine state-defaults");
        }
        stateDefaults = Optional.of(options);
    }

    private void numbered(String kind, Set<String> known, String complaint) throws Abandoned {
        String name = input.expectString();
        long number = input.positive();
        if (!known.contains(name)) {
            throw input.refuse(complaint.replace("%s", name).replace("%d", Long.toString(number)));
        }
        output.verbose("set " + kind + " " + name + " " + number);
    }

    private void named(String kind, Set<String> known, String complaint) throws Abandoned {
        String name = input.expectString();
        if (!known.contains(name)) {
            throw input.refuse(complaint + name);
        }
        output.verbose("set " + kind + " " + name);
    }

    private void debug() throws Abandoned {
        if (input.acceptKeyword("debug")) {
            output.verbose("set debug debug");
        } else {
            named("debug", DEBUG_LEVELS, "error setting debuglevel ");
        }
    }

    private String allOrString() throws Abandoned {
        return input.acceptKeyword("all") ? "all" : input.expectString();
    }

    private void optimizer() throws Abandoned {
        String name = input.strings();
        if (!Set.of("none", "basic", "profile").contains(name)) {
            throw input.refuse("unknown ruleset-optimization " + name);
        }
    }

    private void reassemble() throws Abandoned {
        boolean no = input.acceptKeyword("no");
        if (!no) {
            String word = input.expectString();
            if (!word.equals("yes")) {
                throw input.refuse("invalid value '" + word + "', expected 'yes' or 'no'");
            }
        }
        boolean noDf = input.acceptKeyword("no-df");
        output.verbose("set reassemble " + (no ? "no" : "yes") + " " + (noDf ? "no-df" : ""));
    }
}
