package io.vmm4j.testkit.internal.vmd.config;

import io.vmm4j.testkit.internal.yacc.TokenStream.Abandoned;
import java.time.Duration;

/** Reads the statements that are neither macros nor blocks. */
final class GlobalStatement {

    private final VmConfTokens tokens;
    private final ConfHost host;
    private final ConfTarget target;

    GlobalStatement(VmConfTokens tokens, ConfHost host, ConfTarget target) {
        this.tokens = tokens;
        this.host = host;
        this.target = target;
    }

    void read(String keyword) throws Abandoned {
        tokens.accept();
        switch (keyword) {
            case "local" -> local();
            case "socket" -> {
                tokens.expectKeyword("owner");
                target.socketOwner(new OwnerReader(tokens, host).read());
            }
            case "agentx" -> agentx();
            default -> staggered();
        }
    }

    private void local() throws Abandoned {
        if (tokens.acceptKeyword("inet6")) {
            if (tokens.acceptKeyword("prefix")) {
                inet6Prefix();
            } else {
                target.localInet6();
            }
            return;
        }
        tokens.expectKeyword("prefix");
        String text = tokens.expectString();
        try {
            target.localPrefix(LocalPrefix.parse(text));
        } catch (LocalPrefix.Invalid e) {
            throw tokens.refuse("invalid local prefix: " + e.reason());
        }
    }

    private void inet6Prefix() throws Abandoned {
        String text = tokens.expectString();
        try {
            target.localInet6(LocalPrefix6.parse(text));
        } catch (LocalPrefix.Invalid e) {
            throw tokens.refuse("invalid local inet6 prefix: " + e.reason());
        }
    }

    private void agentx() throws Abandoned {
        while (true) {
            if (tokens.acceptKeyword("context")) {
                tokens.expectString();
            } else if (tokens.acceptKeyword("path")) {
                if (!tokens.expectString().startsWith("/")) {
                    throw tokens.refuse("agentx path is not absolute");
                }
            } else {
                return;
            }
        }
    }

    private void staggered() throws Abandoned {
        tokens.expectKeyword("start");
        tokens.expectKeyword("parallel");
        long parallel = tokens.expectNumber();
        tokens.expectKeyword("delay");
        target.staggeredStart(parallel, Duration.ofSeconds(tokens.expectNumber()));
    }
}
