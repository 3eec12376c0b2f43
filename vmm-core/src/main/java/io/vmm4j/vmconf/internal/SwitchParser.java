package io.vmm4j.vmconf.internal;

import io.vmm4j.vmconf.Option;
import io.vmm4j.vmconf.SwitchDefinition;
import io.vmm4j.vmconf.SwitchDefinitionBuilder;

/** {@code switch "name" { ... }}. */
final class SwitchParser {

    private final Tokens tokens;
    private final Values values;
    private final UnknownOptions unknown;

    SwitchParser(Tokens tokens, Values values, UnknownOptions unknown) {
        this.tokens = tokens;
        this.values = values;
        this.unknown = unknown;
    }

    SwitchDefinition parse() {
        tokens.open(Option.Kind.HEAD);
        tokens.take();
        SwitchDefinitionBuilder builder = SwitchDefinition.builderOfObserved(tokens.string(), "");
        tokens.close();
        tokens.expect(TokenKind.OPEN);
        tokens.newlines();
        option(builder);
        tokens.newlines();
        while (!tokens.takeIf(TokenKind.CLOSE)) {
            option(builder);
            tokens.endOfLine();
        }
        SwitchDefinition definition = builder.build();
        if (definition.interfaceName().isEmpty()) {
            throw tokens.refuse("switch \"" + definition.name() + "\" is missing interface name");
        }
        return definition;
    }

    private void option(SwitchDefinitionBuilder builder) {
        switch (tokens.peek().kind()) {
            case ENABLE -> {
                word(Option.Kind.ENABLE);
                builder.enabled();
            }
            case DISABLE -> {
                word(Option.Kind.DISABLE);
                builder.disabled();
            }
            case GROUP -> {
                begin(Option.Kind.GROUP);
                builder.group(values.group());
                tokens.close();
            }
            case INTERFACE -> {
                begin(Option.Kind.INTERFACE);
                builder.interfaceName(values.switchInterface());
                tokens.close();
            }
            case LOCKED -> {
                begin(Option.Kind.LLADDR);
                tokens.expect(TokenKind.LLADDR);
                builder.locked();
                tokens.close();
            }
            case RDOMAIN -> {
                begin(Option.Kind.RDOMAIN);
                builder.rdomain(values.rdomain());
                tokens.close();
            }
            case UP -> {
                word(Option.Kind.UP);
                builder.up();
            }
            case DOWN -> {
                word(Option.Kind.DOWN);
                builder.down();
            }
            default -> builder.rawOption(unknown.take());
        }
    }

    private void word(Option.Kind kind) {
        begin(kind);
        tokens.close();
    }

    private void begin(Option.Kind kind) {
        tokens.open(kind);
        tokens.take();
    }
}
