package io.vmm4j.testkit.internal.pf.conf;

import io.vmm4j.testkit.internal.pf.rule.InterfaceMatch;
import io.vmm4j.testkit.internal.yacc.Token;
import io.vmm4j.testkit.internal.yacc.TokenStream.Abandoned;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads {@code queue} lines. Queues have names that rules can use; no packet waits in one. */
final class QueueReader {

    private static final Set<String> NUMBERED = Set.of("qlimit", "flows", "quantum");

    private final Input input;
    private final LineReader lines;

    QueueReader(Input input, LineReader lines) {
        this.input = input;
        this.lines = lines;
    }

    /** The name of the queue. */
    String read() throws Abandoned {
        input.expectKeyword("queue");
        String name = input.expectString();
        List<InterfaceMatch> interfaces = new ArrayList<>();
        lines.interfaces(interfaces);
        boolean rooted = !interfaces.isEmpty();
        boolean limited = false;
        while (!input.peek().isCharacter('\n')) {
            if (input.acceptKeyword("parent")) {
                input.expectString();
                rooted = true;
            } else if (input.acceptKeyword("bandwidth")) {
                bandwidth();
                while (input.acceptCharacter(',')) {
                    if (!input.acceptKeyword("min")) {
                        input.expectKeyword("max");
                    }
                    bandwidth();
                }
                limited = true;
            } else if (!input.acceptKeyword("default")) {
                limited |= numbered();
            }
        }
        if (!rooted) {
            throw input.refuse("root queue without interface");
        }
        if (!limited) {
            throw input.refuse("no bandwidth or flow specification");
        }
        return name;
    }

    private boolean numbered() throws Abandoned {
        Token next = input.peek();
        if (next.kind() != Token.Kind.KEYWORD || !NUMBERED.contains(next.text())) {
            throw input.syntaxError();
        }
        input.accept();
        input.numberUpTo(65_535, next.text() + " out of range: max 65535");
        return next.isKeyword("flows");
    }

    private void bandwidth() throws Abandoned {
        Token next = input.peek();
        if (next.isString() && !next.text().matches("[0-9.]+([bKMG]([Bb]|[Bb]it)?)?")) {
            throw input.refuse("unknown unit \"" + next.text().replaceFirst("^[0-9.]+", "") + "\"");
        }
        input.word();
        if (input.acceptKeyword("burst")) {
            input.word();
            input.expectKeyword("for");
            input.expectString();
        }
    }
}
