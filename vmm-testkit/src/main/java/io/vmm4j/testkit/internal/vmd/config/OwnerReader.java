package io.vmm4j.testkit.internal.vmd.config;

import io.vmm4j.testkit.internal.yacc.Token;
import io.vmm4j.testkit.internal.yacc.TokenStream.Abandoned;
import java.util.OptionalInt;

/** Reads an owner: a user id, or {@code user}, {@code user:group}, {@code :group}. */
final class OwnerReader {

    private final VmConfTokens tokens;
    private final ConfHost host;

    OwnerReader(VmConfTokens tokens, ConfHost host) {
        this.tokens = tokens;
        this.host = host;
    }

    Owner read() throws Abandoned {
        if (tokens.peek().kind() == Token.Kind.NUMBER) {
            return Owner.user((int) tokens.accept().number());
        }
        String text = tokens.expectString();
        int colon = text.indexOf(':');
        String user = colon < 0 ? text : text.substring(0, colon);
        String group = colon < 0 ? "" : text.substring(colon + 1);
        int uid = 0;
        if (!user.isEmpty()) {
            uid = host.uid(user).orElseThrow(() -> tokens.refuse("failed to get user: " + user));
        }
        OptionalInt gid = OptionalInt.empty();
        if (!group.isEmpty()) {
            gid = OptionalInt.of(host.gid(group).orElseThrow(() -> tokens.refuse("failed to get group: " + group)));
        }
        return new Owner(uid, gid);
    }
}
