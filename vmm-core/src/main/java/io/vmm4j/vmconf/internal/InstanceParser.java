package io.vmm4j.vmconf.internal;

import io.vmm4j.vmconf.InstanceRight;
import io.vmm4j.vmconf.InstanceRights;
import io.vmm4j.vmconf.Owner;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** {@code allow instance} inside a VM's block. Of several the rights add up, and the last owner holds. */
final class InstanceParser {

    private final Tokens tokens;
    private final Values values;

    InstanceParser(Tokens tokens, Values values) {
        this.tokens = tokens;
        this.values = values;
    }

    InstanceRights parse(InstanceRights before) {
        Set<InstanceRight> rights = EnumSet.noneOf(InstanceRight.class);
        rights.addAll(before.rights());
        Optional<Owner> owner = before.owner();
        tokens.take();
        tokens.expect(TokenKind.INSTANCE);
        boolean several = tokens.takeIf(TokenKind.OPEN);
        if (several) {
            tokens.newlines();
        }
        do {
            Optional<Owner> given = flag(rights);
            owner = given.isPresent() ? given : owner;
        } while (several && !atEnd());
        return new InstanceRights(rights, owner);
    }

    /** After a comma or an end of line comes one more, after an end of line alone perhaps the brace. */
    private boolean atEnd() {
        if (tokens.takeIf(TokenKind.COMMA)) {
            tokens.newlines();
            return false;
        }
        if (tokens.at(TokenKind.NEWLINE)) {
            tokens.newlines();
            return tokens.takeIf(TokenKind.CLOSE);
        }
        tokens.expect(TokenKind.CLOSE);
        return true;
    }

    /** The owner, if it is one. */
    private Optional<Owner> flag(Set<InstanceRight> rights) {
        if (tokens.takeIf(TokenKind.OWNER)) {
            return Optional.of(values.owner());
        }
        rights.add(right());
        tokens.take();
        return Optional.empty();
    }

    private InstanceRight right() {
        return switch (tokens.peek().kind()) {
            case BOOT -> InstanceRight.BOOT;
            case CDROM -> InstanceRight.CDROM;
            case DISK -> InstanceRight.DISK;
            case INSTANCE -> InstanceRight.INSTANCE;
            case INTERFACE -> InstanceRight.INTERFACE;
            case MEMORY -> InstanceRight.MEMORY;
            default -> throw tokens.syntaxError();
        };
    }
}
