package io.vmm4j.testkit.internal.vmd.config;

import io.vmm4j.testkit.internal.yacc.ConfReader;
import io.vmm4j.testkit.internal.yacc.Lexer;
import io.vmm4j.testkit.internal.yacc.Token;
import io.vmm4j.testkit.internal.yacc.TokenStream;
import java.util.Set;

/** The tokens of vm.conf(5), and what may stand after strings and options there. */
final class VmConfTokens extends TokenStream {

    VmConfTokens(Lexer lexer, ConfReader reader) {
        super(lexer, reader);
    }

    /** One or more strings, joined; what follows must be something that can follow a string anywhere. */
    String expectStrings() throws Abandoned {
        StringBuilder text = new StringBuilder(expectString());
        while (peek().isString()) {
            text.append(accept().text());
        }
        Token next = peek();
        boolean follows = next.kind() == Token.Kind.CHARACTER
                ? "\n{},".contains(next.text())
                : next.kind() == Token.Kind.KEYWORD && AFTER_STRINGS.contains(next.text());
        if (!follows) {
            throw syntaxError();
        }
        return text.toString();
    }

    private static final Set<String> AFTER_STRINGS = Set.of(
            "allow",
            "boot",
            "cdrom",
            "disable",
            "disk",
            "down",
            "enable",
            "format",
            "group",
            "instance",
            "interface",
            "interfaces",
            "lladdr",
            "local",
            "locked",
            "memory",
            "owner",
            "rdomain",
            "sev",
            "seves",
            "switch",
            "up");

    /** After an option of a VM comes the end of the line or of the block, or a second option on the line of the first. */
    void requireEndOfOption() throws Abandoned {
        Token next = peek();
        boolean follows = next.kind() == Token.Kind.CHARACTER
                ? "\n}".contains(next.text())
                : next.kind() == Token.Kind.KEYWORD && OPTIONS.contains(next.text());
        if (!follows) {
            throw syntaxError();
        }
    }

    private static final Set<String> OPTIONS = Set.of(
            "allow",
            "boot",
            "cdrom",
            "disable",
            "disk",
            "enable",
            "interface",
            "interfaces",
            "local",
            "memory",
            "owner",
            "sev",
            "seves");
}
