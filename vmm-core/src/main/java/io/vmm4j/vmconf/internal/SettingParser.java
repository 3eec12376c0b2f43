package io.vmm4j.vmconf.internal;

import io.vmm4j.vmconf.GlobalSetting;
import java.time.Duration;
import java.util.Optional;

/** The statements that are about vmd(8) itself. */
final class SettingParser {

    private final Tokens tokens;
    private final Values values;

    SettingParser(Tokens tokens, Values values) {
        this.tokens = tokens;
        this.values = values;
    }

    GlobalSetting parse() {
        return switch (tokens.take().kind()) {
            case LOCAL -> tokens.takeIf(TokenKind.INET6) ? inet6() : prefix();
            case SOCKET -> {
                tokens.expect(TokenKind.OWNER);
                yield new GlobalSetting.SocketOwner(values.owner());
            }
            case AGENTX -> agentx();
            default -> staggeredStart();
        };
    }

    private GlobalSetting inet6() {
        if (!tokens.takeIf(TokenKind.PREFIX)) {
            return new GlobalSetting.LocalInet6(Optional.empty());
        }
        String prefix = tokens.expect(TokenKind.STRING).text();
        Prefixes.problem6(prefix).ifPresent(problem -> {
            throw tokens.refuse("invalid local inet6 prefix: " + problem);
        });
        return new GlobalSetting.LocalInet6(Optional.of(prefix));
    }

    private GlobalSetting prefix() {
        tokens.expect(TokenKind.PREFIX);
        String prefix = tokens.expect(TokenKind.STRING).text();
        Prefixes.problem4(prefix).ifPresent(problem -> {
            throw tokens.refuse("invalid local prefix: " + problem);
        });
        return new GlobalSetting.LocalPrefix(prefix);
    }

    private GlobalSetting agentx() {
        Optional<String> context = Optional.empty();
        Optional<String> path = Optional.empty();
        while (true) {
            if (tokens.takeIf(TokenKind.CONTEXT)) {
                context = Optional.of(tokens.expect(TokenKind.STRING).text());
            } else if (tokens.takeIf(TokenKind.PATH)) {
                String text = tokens.expect(TokenKind.STRING).text();
                if (!text.startsWith("/")) {
                    throw tokens.refuse("agentx path is not absolute");
                }
                path = Optional.of(text);
            } else {
                return new GlobalSetting.Agentx(context, path);
            }
        }
    }

    private GlobalSetting staggeredStart() {
        tokens.expect(TokenKind.START);
        tokens.expect(TokenKind.PARALLEL);
        long parallel = tokens.number();
        tokens.expect(TokenKind.DELAY);
        return new GlobalSetting.StaggeredStart(parallel, Duration.ofSeconds(tokens.number()));
    }
}
