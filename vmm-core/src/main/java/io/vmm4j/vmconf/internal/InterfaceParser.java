package io.vmm4j.vmconf.internal;

import io.vmm4j.vmconf.InterfaceDefinition;
import io.vmm4j.vmconf.InterfaceDefinitionBuilder;
import io.vmm4j.vmconf.Option;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** {@code interface} inside a VM's block, with its options in braces or without. */
final class InterfaceParser {

    private static final Set<TokenKind> OPTIONS = EnumSet.of(
            TokenKind.SWITCH,
            TokenKind.GROUP,
            TokenKind.LOCKED,
            TokenKind.LLADDR,
            TokenKind.RDOMAIN,
            TokenKind.UP,
            TokenKind.DOWN);

    private static final int LONGEST_SWITCH_NAME = 63;

    private final Tokens tokens;
    private final Values values;
    private final UnknownOptions unknown;

    InterfaceParser(Tokens tokens, Values values, UnknownOptions unknown) {
        this.tokens = tokens;
        this.values = values;
        this.unknown = unknown;
    }

    /** Takes the interface up to what follows it; the device is not checked yet. */
    InterfaceDefinition parse() {
        InterfaceDefinitionBuilder builder = InterfaceDefinition.builder();
        tokens.open(Option.Kind.HEAD);
        if (tokens.takeIf(TokenKind.LOCAL)) {
            builder.local();
        }
        tokens.expect(TokenKind.INTERFACE);
        if (tokens.at(TokenKind.STRING)) {
            builder.tap(tokens.take().text());
        }
        tokens.close();
        if (tokens.takeIf(TokenKind.OPEN)) {
            tokens.newlines();
            do {
                option(builder);
                tokens.newlines();
            } while (!tokens.takeIf(TokenKind.CLOSE));
            return builder.build();
        }
        if (tokens.atOneOf(OPTIONS)) {
            option(builder);
            while (tokens.atOneOf(OPTIONS)) {
                option(builder);
                tokens.takeIf(TokenKind.COMMA);
            }
        }
        if (!tokens.atOneOf(VmParser.AFTER_OPTION)) {
            throw tokens.syntaxError();
        }
        return builder.build();
    }

    private void option(InterfaceDefinitionBuilder builder) {
        switch (tokens.peek().kind()) {
            case SWITCH -> {
                begin(Option.Kind.SWITCH);
                Token name = tokens.peek();
                String text = tokens.string();
                if (name.source().bytes(text) > LONGEST_SWITCH_NAME) {
                    throw tokens.refuse("switch name too long: " + text);
                }
                builder.onSwitch(text);
            }
            case GROUP -> {
                begin(Option.Kind.GROUP);
                builder.group(values.group());
            }
            case LOCKED -> {
                begin(Option.Kind.LLADDR);
                tokens.expect(TokenKind.LLADDR);
                builder.locked();
                lladdr(builder);
            }
            case LLADDR -> {
                begin(Option.Kind.LLADDR);
                lladdr(builder);
            }
            case RDOMAIN -> {
                begin(Option.Kind.RDOMAIN);
                builder.rdomain(values.rdomain());
            }
            case UP -> {
                begin(Option.Kind.UP);
                builder.up();
            }
            case DOWN -> {
                begin(Option.Kind.DOWN);
                builder.down();
            }
            default -> {
                builder.rawOption(unknown.take());
                return;
            }
        }
        tokens.close();
    }

    private void begin(Option.Kind kind) {
        tokens.open(kind);
        tokens.take();
    }

    private void lladdr(InterfaceDefinitionBuilder builder) {
        if (!tokens.at(TokenKind.STRING)) {
            builder.randomLladdr();
            return;
        }
        String text = tokens.take().text();
        Optional<String> address = EthernetAddresses.read(text);
        if (address.isEmpty()) {
            throw tokens.refuse("invalid address: " + text);
        }
        builder.lladdr(address.get());
    }
}
