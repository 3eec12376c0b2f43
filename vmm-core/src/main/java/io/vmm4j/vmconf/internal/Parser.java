package io.vmm4j.vmconf.internal;

import io.vmm4j.vmconf.GlobalSetting;
import io.vmm4j.vmconf.Located;
import io.vmm4j.vmconf.Option;
import io.vmm4j.vmconf.Origin;
import io.vmm4j.vmconf.Statement;
import io.vmm4j.vmconf.SwitchDefinition;
import io.vmm4j.vmconf.SyntaxNode;
import io.vmm4j.vmconf.VmConfEnvironment;
import io.vmm4j.vmconf.VmDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The grammar of vm.conf(5), statement by statement. What one wants in a statement another does not: a failure gives one
 * statement up and goes on after the next end of line, as vmd(8) does.
 */
public final class Parser {

    private final VmConfEnvironment environment;
    private final Messages messages = new Messages();
    private final Macros macros = new Macros();
    private final List<Source> sources = new ArrayList<>();
    private final List<Located<VmDefinition>> vms = new ArrayList<>();
    private final List<Located<SwitchDefinition>> switches = new ArrayList<>();
    private final List<Located<GlobalSetting>> settings = new ArrayList<>();
    private final Lexer lexer;
    private final Recorder recorder;
    private final Tokens tokens;
    private final UnknownOptions unknown;
    private final SettingParser settingParser;
    private final SwitchParser switchParser;
    private final VmParser vmParser;

    private Parser(String file, byte[] content, VmConfEnvironment environment, UnknownOptions.Policy policy) {
        this.environment = environment;
        Source main = new Source(file, content, null);
        sources.add(main);
        lexer = new Lexer(main, macros, messages);
        recorder = new Recorder(main);
        tokens = new Tokens(lexer, recorder);
        unknown = new UnknownOptions(tokens, policy);
        Values values = new Values(tokens, environment);
        settingParser = new SettingParser(tokens, values);
        switchParser = new SwitchParser(tokens, values, unknown);
        vmParser = new VmParser(tokens, values, unknown, messages, environment);
    }

    /** Reads a file and what it includes. */
    public static Parsed parse(
            String file, byte[] content, VmConfEnvironment environment, UnknownOptions.Policy policy) {
        Parser parser = new Parser(file, content, environment, policy);
        parser.statements();
        return parser.result();
    }

    private Parsed result() {
        Map<String, String> values = new LinkedHashMap<>(macros.values());
        macros.unused().forEach(name -> messages.warning("macro '" + name + "' not used"));
        return new Parsed(
                sources.stream().map(Source::file).toList(),
                List.copyOf(vms),
                List.copyOf(switches),
                List.copyOf(settings),
                values,
                messages.all(),
                !messages.hasErrors());
    }

    private void statements() {
        while (!tokens.at(TokenKind.END)) {
            recorder.begin(tokens.peek());
            try {
                Function<List<SyntaxNode>, Statement> statement = statement();
                recorder.end(tokens.expect(TokenKind.NEWLINE), statement);
            } catch (ParseFailure failure) {
                if (!tokens.recover()) {
                    return;
                }
            }
        }
    }

    private Function<List<SyntaxNode>, Statement> statement() {
        return switch (tokens.peek().kind()) {
            case NEWLINE -> Statement.Blank::new;
            case INCLUDE -> include();
            case STRING -> macro();
            case LOCAL, SOCKET, AGENTX, STAGGERED -> setting();
            case SWITCH -> switchBlock();
            case VM -> vmBlock();
            default -> throw tokens.syntaxError();
        };
    }

    private Function<List<SyntaxNode>, Statement> include() {
        tokens.open(Option.Kind.HEAD);
        tokens.take();
        String path = tokens.string();
        tokens.close();
        Optional<byte[]> content = environment.include(path);
        if (content.isEmpty()) {
            throw tokens.refuse("failed to include file " + path);
        }
        Source included = new Source(path, content.get(), lexer.source());
        if (!lexer.include(included)) {
            throw tokens.refuse("failed to include file " + path);
        }
        sources.add(included);
        return nodes -> new Statement.Include(path, nodes);
    }

    private Function<List<SyntaxNode>, Statement> macro() {
        tokens.open(Option.Kind.HEAD);
        Token name = tokens.take();
        if (!tokens.at(TokenKind.EQUALS) && unknown.isKept()) {
            unknown.takeRest();
            tokens.closeAs(Option.Kind.UNKNOWN);
            return Statement.Unknown::new;
        }
        tokens.expect(TokenKind.EQUALS);
        String value = tokens.expect(TokenKind.STRING).text();
        tokens.close();
        if (name.text().chars().skip(1).anyMatch(Characters::isSpace)) {
            throw tokens.refuse("macro name cannot contain whitespace");
        }
        macros.define(name.text(), value);
        return nodes -> new Statement.Macro(name.text(), value, nodes);
    }

    private Function<List<SyntaxNode>, Statement> setting() {
        Origin origin = origin();
        tokens.open(Option.Kind.HEAD);
        GlobalSetting setting = settingParser.parse();
        tokens.close();
        settings.add(new Located<>(setting, origin));
        return nodes -> new Statement.Setting(setting, nodes);
    }

    private Function<List<SyntaxNode>, Statement> switchBlock() {
        Origin origin = origin();
        SwitchDefinition definition = switchParser.parse();
        switches.add(new Located<>(definition, origin));
        return nodes -> new Statement.SwitchBlock(definition, nodes);
    }

    private Function<List<SyntaxNode>, Statement> vmBlock() {
        Origin origin = origin();
        VmDefinition definition = vmParser.parse();
        vms.add(new Located<>(definition, origin));
        return nodes -> new Statement.VmBlock(definition, nodes);
    }

    private Origin origin() {
        Token first = tokens.peek();
        return new Origin(first.source().name, first.line());
    }
}
