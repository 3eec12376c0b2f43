package io.vmm4j.testkit.internal.pf.conf;

import io.vmm4j.testkit.internal.pf.rule.Host;
import io.vmm4j.testkit.internal.yacc.Token;
import io.vmm4j.testkit.internal.yacc.TokenStream.Abandoned;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads what stands after {@code nat-to}, {@code rdr-to} and {@code binat-to}. */
final class PoolReader {

    private static final Set<String> SELECTIONS = Set.of("bitmask", "random", "round-robin", "least-states");

    private final Input input;
    private final HostReader hosts;
    private final NumberReader numbers;
    private boolean openEnd;
    private String selection = "";
    private boolean sticky;
    private boolean staticPort;

    PoolReader(Input input, HostReader hosts, NumberReader numbers) {
        this.input = input;
        this.hosts = hosts;
        this.numbers = numbers;
    }

    PoolDraft read(boolean binat) throws Abandoned {
        List<Host> found = new ArrayList<>();
        boolean list = input.peek().isCharacter('{');
        input.oneOrList(() -> {
            found.addAll(hosts.one());
            if (list && !(found.get(found.size() - 1) instanceof Host.Network)) {
                throw input.refuse("only addresses can be listed for redirection pools ");
            }
            if (input.peek().isKeyword("weight")) {
                throw input.notSimulated("'weight'");
            }
        });
        NumberReader.Ports ports = new NumberReader.Ports(0, 0, false);
        if (input.acceptKeyword("port")) {
            ports = ports();
        }
        options();
        return new PoolDraft(found, ports, openEnd, selection, sticky, staticPort || binat, binat);
    }

    private NumberReader.Ports ports() throws Abandoned {
        Token next = input.peek();
        if (next.isString() && next.text().endsWith(":*")) {
            openEnd = true;
            String text = input.accept().text();
            return new NumberReader.Ports(numbers.service(text.substring(0, text.length() - 2)), 0, false);
        }
        return numbers.portOrRange();
    }

    private void options() throws Abandoned {
        while (true) {
            Token next = input.peek();
            if (next.kind() != Token.Kind.KEYWORD) {
                return;
            }
            if (SELECTIONS.contains(next.text())) {
                if (!selection.isEmpty()) {
                    throw input.refuse("pool type cannot be redefined");
                }
                selection = " " + input.accept().text();
            } else if (input.acceptKeyword("static-port")) {
                staticPort = once(staticPort, "static-port");
            } else if (input.acceptKeyword("sticky-address")) {
                sticky = once(sticky, "sticky-address");
            } else if (next.isKeyword("source-hash")) {
                throw input.notSimulated("'source-hash'");
            } else {
                return;
            }
        }
    }

    private boolean once(boolean already, String what) throws Abandoned {
        if (already) {
            throw input.refuse(what + " cannot be redefined");
        }
        return true;
    }
}
