package io.vmm4j.testkit.internal.vmd.config;

import io.vmm4j.testkit.internal.yacc.TokenStream.Abandoned;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads a {@code switch} block. */
final class SwitchBlock {

    private final VmConfTokens tokens;
    private Optional<String> device = Optional.empty();
    private Optional<String> group = Optional.empty();
    private OptionalInt rdomain = OptionalInt.empty();
    private boolean locked;
    private boolean up = true;
    private boolean disabled;

    SwitchBlock(VmConfTokens tokens) {
        this.tokens = tokens;
    }

    /** The switch, unless it is disabled. */
    Optional<SwitchDefinition> read() throws Abandoned {
        tokens.accept();
        String name = tokens.expectStrings();
        tokens.expectCharacter('{');
        tokens.optionalNewlines();
        option();
        tokens.optionalNewlines();
        while (!tokens.acceptCharacter('}')) {
            option();
            tokens.newlines();
        }
        if (device.isEmpty()) {
            throw tokens.refuse("switch \"" + name + "\" is missing interface name");
        }
        return disabled
                ? Optional.empty()
                : Optional.of(new SwitchDefinition(name, device.get(), group, rdomain, locked, up));
    }

    private void option() throws Abandoned {
        if (tokens.acceptKeyword("enable")) {
            disabled = false;
        } else if (tokens.acceptKeyword("disable")) {
            disabled = true;
        } else if (tokens.acceptKeyword("up")) {
            up = true;
        } else if (tokens.acceptKeyword("down")) {
            up = false;
        } else if (tokens.acceptKeyword("group")) {
            group = Optional.of(InterfaceNames.group(tokens));
        } else if (tokens.acceptKeyword("rdomain")) {
            rdomain = OptionalInt.of(InterfaceNames.rdomain(tokens));
        } else if (tokens.acceptKeyword("locked")) {
            tokens.expectKeyword("lladdr");
            locked = true;
        } else if (tokens.acceptKeyword("interface")) {
            device();
        } else {
            throw tokens.syntaxError();
        }
    }

    private void device() throws Abandoned {
        String name = tokens.expectStrings();
        if (!InterfaceNames.isUnitOf(name, "bridge") && !InterfaceNames.isUnitOf(name, "veb")) {
            throw tokens.refuse("invalid switch interface: " + name);
        }
        if (name.length() >= InterfaceNames.LIMIT) {
            throw tokens.refuse("switch interface too long: " + name);
        }
        device = Optional.of(name);
    }
}
