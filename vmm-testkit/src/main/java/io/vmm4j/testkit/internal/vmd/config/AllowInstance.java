package io.vmm4j.testkit.internal.vmd.config;

import io.vmm4j.testkit.internal.yacc.Token;
import io.vmm4j.testkit.internal.yacc.TokenStream.Abandoned;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Reads {@code allow instance}; what several of them allow adds up. */
final class AllowInstance {

    private static final Map<String, Part> PARTS = Map.of(
            "boot", Part.KERNEL,
            "memory", Part.MEMORY,
            "interface", Part.NETWORK,
            "disk", Part.DISK,
            "cdrom", Part.CDROM,
            "instance", Part.INSTANCE);

    private final VmConfTokens tokens;
    private final ConfHost host;
    private final Set<Part> allowed = EnumSet.noneOf(Part.class);
    private Owner owner;

    AllowInstance(VmConfTokens tokens, ConfHost host, InstancePermissions before) {
        this.tokens = tokens;
        this.host = host;
        this.allowed.addAll(before.allowed());
        this.owner = before.owner();
    }

    InstancePermissions read() throws Abandoned {
        tokens.accept();
        tokens.expectKeyword("instance");
        if (tokens.acceptCharacter('{')) {
            tokens.optionalNewlines();
            option();
            while (!tokens.acceptCharacter('}')) {
                separator();
            }
        } else {
            option();
        }
        return new InstancePermissions(owner, allowed);
    }

    /** A comma or newlines, and then the next option, except that newlines may also be followed by the end. */
    private void separator() throws Abandoned {
        if (tokens.acceptCharacter(',')) {
            tokens.optionalNewlines();
            option();
        } else {
            tokens.newlines();
            if (!tokens.peek().isCharacter('}')) {
                option();
            }
        }
    }

    private void option() throws Abandoned {
        Token word = tokens.peek();
        if (word.kind() != Token.Kind.KEYWORD) {
            throw tokens.syntaxError();
        }
        Part part = PARTS.get(word.text());
        if (part != null) {
            tokens.accept();
            allowed.add(part);
        } else {
            tokens.expectKeyword("owner");
            owner = new OwnerReader(tokens, host).read();
        }
    }
}
