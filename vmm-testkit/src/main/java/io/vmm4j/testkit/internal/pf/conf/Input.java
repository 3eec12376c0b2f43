package io.vmm4j.testkit.internal.pf.conf;

import io.vmm4j.testkit.internal.yacc.ConfReader;
import io.vmm4j.testkit.internal.yacc.Lexer;
import io.vmm4j.testkit.internal.yacc.Token;
import io.vmm4j.testkit.internal.yacc.TokenStream;
import java.util.Set;

/** The tokens of pf.conf(5), with what its grammar does in many places. */
final class Input extends TokenStream {

    private static final Set<String> KEYWORDS = Set.of(
            ("af-to all allow-opts anchor antispoof any bandwidth binat-to bitmask block block-policy burst code debug default"
                            + " delay divert-packet divert-reply divert-to drop dup-to file fingerprints flags floating flows"
                            + " flush for fragment from global group hostid icmp-type icmp6-type if-bound in include inet inet6"
                            + " keep label least-states limit load log loginterface match matches max max-mss max-pkt-rate"
                            + " max-src-conn max-src-conn-rate max-src-nodes max-src-states min min-ttl modulate nat-to no"
                            + " no-df no-route no-sync on once optimization os out overload parent pass pflow port prio"
                            + " probability proto qlimit quantum queue quick random random-id rdomain rdr-to reassemble"
                            + " received-on reply-to return return-icmp return-icmp6 return-rst round-robin route route-to"
                            + " rtable rule ruleset-optimization scrub set skip sloppy source-hash source-track state"
                            + " state-defaults state-policy static-port sticky-address syncookies synproxy table tag tagged"
                            + " timeout to tos ttl urpf-failed user weight")
                    .split(" "));

    static final Lexer.Syntax SYNTAX =
            new Lexer.Syntax(KEYWORDS, ":_", "(){}<>!=/#,", Set.of("!=", "<=", ">=", "<>", "><"));

    private final ConfReader reader;

    Input(Lexer lexer, ConfReader reader) {
        super(lexer, reader);
        this.reader = reader;
    }

    /** Reads an item of a list. */
    @FunctionalInterface
    interface Item {
        void read() throws Abandoned;
    }

    /** A complaint after which the line goes on being read. */
    void complain(String message) {
        reader.report(message);
    }

    /** Something of OpenBSD's that the simulation does not have: an error here, though not there. */
    Abandoned notSimulated(String what) {
        return refuse("simulator limitation: " + what + " is not simulated");
    }

    /** One item, or several in braces with blanks, commas or newlines between them. */
    void oneOrList(Item item) throws Abandoned {
        if (!acceptCharacter('{')) {
            item.read();
            return;
        }
        optionalNewlines();
        do {
            item.read();
            optionalNewlines();
            acceptCharacter(',');
        } while (!peek().isCharacter('}'));
        accept();
    }

    /** Several items in parentheses with blanks or commas between them. */
    void parenthesised(Item item) throws Abandoned {
        expectCharacter('(');
        do {
            item.read();
            acceptCharacter(',');
        } while (!peek().isCharacter(')'));
        accept();
    }

    /** A string or a number, as text. */
    String word() throws Abandoned {
        Token next = peek();
        if (next.kind() != Token.Kind.NUMBER && !next.isString()) {
            throw syntaxError();
        }
        return accept().text();
    }

    /** Strings with single blanks between them. */
    String strings() throws Abandoned {
        StringBuilder text = new StringBuilder(expectString());
        while (peek().isString()) {
            text.append(' ').append(accept().text());
        }
        return text.toString();
    }

    long numberUpTo(long limit, String complaint) throws Abandoned {
        long number = expectNumber();
        if (number < 0 || number > limit) {
            throw refuse(complaint.replace("%d", Long.toString(number)));
        }
        return number;
    }

    long positive() throws Abandoned {
        return numberUpTo(0xffffffffL, "only positive values permitted");
    }
}
