package io.vmm4j.testkit.internal.vmd.config;

import io.vmm4j.testkit.internal.net.Lladdr;
import io.vmm4j.testkit.internal.yacc.Token;
import io.vmm4j.testkit.internal.yacc.TokenStream.Abandoned;
import java.util.Optional;
import java.util.Set;

/** Reads what follows {@code interface}: options on the line, or in braces. */
final class InterfaceOptions {

    private static final Set<String> FIRST_WORDS =
            Set.of("switch", "group", "locked", "lladdr", "rdomain", "up", "down");

    private final VmConfTokens tokens;
    private Nic nic;

    InterfaceOptions(VmConfTokens tokens, Nic nic) {
        this.tokens = tokens;
        this.nic = nic;
    }

    Nic read() throws Abandoned {
        if (tokens.acceptCharacter('{')) {
            tokens.optionalNewlines();
            do {
                option();
                tokens.optionalNewlines();
            } while (!tokens.acceptCharacter('}'));
            return nic;
        }
        if (beginsOption()) {
            option();
            while (beginsOption()) {
                option();
                tokens.acceptCharacter(',');
            }
        }
        tokens.requireEndOfOption();
        return nic;
    }

    private boolean beginsOption() {
        Token token = tokens.peek();
        return token.kind() == Token.Kind.KEYWORD && FIRST_WORDS.contains(token.text());
    }

    private void option() throws Abandoned {
        if (tokens.acceptKeyword("switch")) {
            String name = tokens.expectStrings();
            if (name.length() >= VmParameters.NAME_LIMIT) {
                throw tokens.refuse("switch name too long: " + name);
            }
            nic = nic.withSwitch(name);
        } else if (tokens.acceptKeyword("group")) {
            nic = nic.withGroup(InterfaceNames.group(tokens));
        } else if (tokens.acceptKeyword("rdomain")) {
            nic = nic.withRdomain(InterfaceNames.rdomain(tokens));
        } else if (tokens.acceptKeyword("up")) {
            nic = nic.withUp(true);
        } else if (tokens.acceptKeyword("down")) {
            nic = nic.withUp(false);
        } else if (tokens.acceptKeyword("locked")) {
            tokens.expectKeyword("lladdr");
            lladdr();
            nic = nic.asLocked();
        } else if (tokens.acceptKeyword("lladdr")) {
            lladdr();
        } else {
            throw tokens.syntaxError();
        }
    }

    private void lladdr() throws Abandoned {
        if (!tokens.peek().isString()) {
            nic = nic.withLladdr(Optional.empty());
            return;
        }
        String text = tokens.accept().text();
        Lladdr address = Lladdr.parse(text).orElseThrow(() -> tokens.refuse("invalid address: " + text + "\n"));
        nic = nic.withLladdr(address.isZero() ? Optional.empty() : Optional.of(address));
    }
}
