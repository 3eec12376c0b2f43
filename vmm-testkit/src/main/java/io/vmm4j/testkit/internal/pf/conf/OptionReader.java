package io.vmm4j.testkit.internal.pf.conf;

import io.vmm4j.testkit.internal.pf.rule.Effects.Endpoint;
import io.vmm4j.testkit.internal.pf.rule.Family;
import io.vmm4j.testkit.internal.pf.rule.Host;
import io.vmm4j.testkit.internal.pf.rule.InterfaceMatch;
import io.vmm4j.testkit.internal.pf.rule.StateKeeping;
import io.vmm4j.testkit.internal.pf.rule.StateKeeping.Kind;
import io.vmm4j.testkit.internal.pf.rule.TcpFlags;
import io.vmm4j.testkit.internal.yacc.Token;
import io.vmm4j.testkit.internal.yacc.TokenStream.Abandoned;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads the options that stand at the end of a line with a rule, in any order. */
final class OptionReader {

    private static final int LIMIT = 64;
    private static final int MAX_RTABLE = 255;
    private static final Set<String> NOT_SIMULATED = Set.of(
            "tos",
            "prio",
            "probability",
            "divert-reply",
            "divert-packet",
            "af-to",
            "route-to",
            "reply-to",
            "dup-to",
            "once",
            "max-pkt-rate");

    private final Input input;
    private final PfConfHost system;
    private final HostReader hosts;
    private final NumberReader numbers;
    private final LineReader lines;
    private final SetReader settings;
    private final Set<String> queues;

    OptionReader(
            Input input,
            PfConfHost system,
            HostReader hosts,
            NumberReader numbers,
            LineReader lines,
            SetReader settings,
            Set<String> queues) {
        this.input = input;
        this.system = system;
        this.hosts = hosts;
        this.numbers = numbers;
        this.lines = lines;
        this.settings = settings;
        this.queues = queues;
    }

    void read(RuleDraft draft) throws Abandoned {
        while (one(draft)) {
            // As many as there are.
        }
        check(draft);
    }

    private boolean one(RuleDraft draft) throws Abandoned {
        Token next = input.peek();
        if (next.isCharacter('!')) {
            input.accept();
            negated(draft);
            return true;
        }
        if (next.kind() != Token.Kind.KEYWORD) {
            return false;
        }
        if (NOT_SIMULATED.contains(next.text())) {
            throw input.notSimulated("'" + next.text() + "'");
        }
        return match(draft, next.text()) || effect(draft, next.text());
    }

    private void negated(RuleDraft draft) throws Abandoned {
        if (input.acceptKeyword("tagged")) {
            draft.tagged = "!" + input.strings();
        } else {
            input.expectKeyword("received-on");
            draft.receivedOn = lines.interfaceItem(true);
        }
    }

    private boolean match(RuleDraft draft, String word) throws Abandoned {
        switch (word) {
            case "user" -> {
                input.accept();
                draft.users.addAll(0, numbers.owners("user", system::uid));
            }
            case "group" -> {
                input.accept();
                draft.groups.addAll(0, numbers.owners("group", system::gid));
            }
            case "flags" -> {
                input.accept();
                once(draft.flags.isPresent(), "flags cannot be redefined");
                draft.flags = Optional.of(flags());
            }
            case "icmp-type", "icmp6-type" -> {
                input.accept();
                once(!draft.icmp.isEmpty(), "icmp-type cannot be redefined");
                draft.icmp = new IcmpReader(input, word.equals("icmp6-type") ? Family.INET6 : Family.INET).read();
            }
            case "fragment" -> {
                input.accept();
                draft.fragment = true;
            }
            case "tagged" -> {
                input.accept();
                draft.tagged = input.strings();
            }
            case "received-on" -> {
                input.accept();
                once(!(draft.receivedOn instanceof InterfaceMatch.Every), "cannot respecify received-on");
                draft.receivedOn = lines.interfaceItem(false);
            }
            case "no", "keep", "modulate", "synproxy" -> state(draft);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void once(boolean already, String complaint) throws Abandoned {
        if (already) {
            throw input.refuse(complaint);
        }
    }

    private TcpFlags flags() throws Abandoned {
        if (input.acceptKeyword("any")) {
            return TcpFlags.ANY;
        }
        int set = input.peek().isCharacter('/') ? 0 : letters();
        input.expectCharacter('/');
        return new TcpFlags(set, letters());
    }

    private int letters() throws Abandoned {
        String text = input.expectString();
        OptionalInt bits = TcpFlags.parse(text);
        if (bits.isEmpty()) {
            throw input.refuse("bad flags " + text);
        }
        return bits.getAsInt();
    }

    private void state(RuleDraft draft) throws Abandoned {
        Kind kind = switch (input.accept().text()) {
            case "keep" -> Kind.KEEP;
            case "modulate" -> Kind.MODULATE;
            case "synproxy" -> Kind.SYNPROXY;
            default -> Kind.NONE;
        };
        input.expectKeyword("state");
        once(draft.state.isPresent(), "modulate or keep cannot be redefined");
        draft.state = Optional.of(
                kind == Kind.NONE ? StateKeeping.NONE : new StateReader(input, settings.binding()).read(kind));
    }

    private boolean effect(RuleDraft draft, String word) throws Abandoned {
        switch (word) {
            case "allow-opts" -> {
                input.accept();
                draft.allowOpts = true;
            }
            case "label" -> {
                input.accept();
                once(!draft.label.isEmpty(), "label cannot be redefined");
                draft.label = input.expectString();
            }
            case "tag" -> {
                input.accept();
                draft.tag = input.strings();
            }
            case "rtable" -> {
                input.accept();
                draft.rtable = OptionalInt.of(rtable());
            }
            case "queue" -> {
                input.accept();
                draft.queue = queue(draft);
            }
            case "set" -> set(draft);
            case "scrub" -> {
                input.accept();
                draft.scrub = new ScrubReader(input).read();
            }
            case "nat-to", "binat-to" -> {
                boolean binat = input.accept().text().equals("binat-to");
                PoolDraft pool = new PoolReader(input, hosts, numbers).read(binat);
                once(draft.nat.isPresent(), "cannot respecify nat-to/binat-to");
                draft.nat = Optional.of(pool);
            }
            case "rdr-to" -> {
                input.accept();
                PoolDraft pool = new PoolReader(input, hosts, numbers).read(false);
                once(draft.rdr.isPresent(), "cannot respecify rdr-to");
                draft.rdr = Optional.of(pool);
            }
            case "divert-to" -> divert(draft);
            default -> {
                return false;
            }
        }
        return true;
    }

    private int rtable() throws Abandoned {
        int number = (int) input.numberUpTo(MAX_RTABLE, "invalid rtable id");
        if (!system.hasRtable(number)) {
            throw input.refuse("rtable " + number + " does not exist");
        }
        return number;
    }

    private String queue(RuleDraft draft) throws Abandoned {
        once(!draft.queue.isEmpty(), "queue cannot be redefined");
        if (!input.acceptCharacter('(')) {
            return " " + queueName();
        }
        String first = queueName();
        input.acceptCharacter(',');
        String both = input.peek().isString() ? "(" + first + ", " + queueName() + ")" : " " + first;
        input.expectCharacter(')');
        return both;
    }

    private String queueName() throws Abandoned {
        String name = input.expectString();
        if (!queues.contains(name)) {
            throw input.refuse("queue " + name + " is not defined");
        }
        return name;
    }

    private void set(RuleDraft draft) throws Abandoned {
        input.accept();
        Input.Item item = () -> setting(draft);
        if (input.peek().isCharacter('(')) {
            input.parenthesised(item);
        } else {
            item.read();
        }
    }

    private void setting(RuleDraft draft) throws Abandoned {
        if (input.acceptKeyword("prio")) {
            draft.setPrio = "prio " + prio();
        } else if (input.acceptKeyword("queue")) {
            draft.queue = queue(draft);
        } else if (input.acceptKeyword("delay")) {
            draft.setDelay = "delay " + input.numberUpTo(65_535, "illegal delay value %d (0-65535)");
        } else if (input.peek().isKeyword("tos")) {
            throw input.notSimulated("'set tos'");
        } else {
            throw input.syntaxError();
        }
    }

    private long prio() throws Abandoned {
        if (input.peek().isCharacter('(')) {
            throw input.notSimulated("'set prio' with two priorities");
        }
        return input.numberUpTo(7, "prio must be 0 - 7");
    }

    private void divert(RuleDraft draft) throws Abandoned {
        input.accept();
        String text = input.expectString();
        input.expectKeyword("port");
        once(draft.divertTo.isPresent(), "more than one divert option");
        List<Host> found = hosts.parse(text);
        if (found.isEmpty() || !(found.get(0) instanceof Host.Network network)) {
            throw input.refuse("could not parse divert address: " + text);
        }
        int port = numbers.service(input.word());
        if (port == 0) {
            throw input.refuse("invalid divert port: 0");
        }
        draft.divertTo = Optional.of(new Endpoint(network.prefix().address(), port));
    }

    private void check(RuleDraft draft) throws Abandoned {
        if (draft.tag.length() >= LIMIT || draft.tagged.length() > LIMIT) {
            throw input.refuse("tag too long, max 63 chars");
        }
        if (draft.label.length() >= LIMIT) {
            throw input.refuse("rule label too long (max 63 chars)");
        }
        TcpFlags flags = draft.flags.orElse(TcpFlags.ANY);
        if ((flags.set() & flags.of()) != flags.set()) {
            throw input.refuse("flags always false");
        }
    }
}
