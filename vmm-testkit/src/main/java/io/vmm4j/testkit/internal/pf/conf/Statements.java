package io.vmm4j.testkit.internal.pf.conf;

import io.vmm4j.testkit.internal.kernel.SystemError;
import io.vmm4j.testkit.internal.libc.Ascii;
import io.vmm4j.testkit.internal.pf.rule.Action;
import io.vmm4j.testkit.internal.pf.rule.Direction;
import io.vmm4j.testkit.internal.pf.rule.Family;
import io.vmm4j.testkit.internal.pf.rule.Protocols;
import io.vmm4j.testkit.internal.pf.rule.Rule;
import io.vmm4j.testkit.internal.pf.rule.StateKeeping;
import io.vmm4j.testkit.internal.pf.rule.TableDefinition;
import io.vmm4j.testkit.internal.pf.rule.TcpFlags;
import io.vmm4j.testkit.internal.yacc.ConfReader;
import io.vmm4j.testkit.internal.yacc.Macros;
import io.vmm4j.testkit.internal.yacc.SourceFile;
import io.vmm4j.testkit.internal.yacc.Token;
import io.vmm4j.testkit.internal.yacc.TokenStream.Abandoned;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads one statement after the other, and collects what they say. */
final class Statements {

    private final Input input;
    private final ConfReader reader;
    private final PfConfHost system;
    private final PfConfOutput output;
    private final Macros macros;
    private final LineReader lines;
    private final SetReader settings;
    private final OptionReader options;
    private final TableReader tableLines;
    private final RuleExpander expander;
    private final AntispoofReader antispoof;
    private final QueueReader queueLines;
    private final Set<String> queues = new HashSet<>();
    private final List<PfConf.AnchorFile> anchorFiles = new ArrayList<>();
    private final Level top = new Level();
    private final Deque<Level> levels = new ArrayDeque<>(List.of(top));
    private int braces;

    /** The rules and tables of a file, or between the braces of an anchor. */
    private static final class Level {

        private final List<Rule> rules = new ArrayList<>();
        private final List<TableDefinition> tables = new ArrayList<>();
        private final Set<String> anchors = new HashSet<>();
    }

    Statements(Input input, ConfReader reader, PfConfHost system, PfConfOutput output, Macros macros) {
        this.input = input;
        this.reader = reader;
        this.system = system;
        this.output = output;
        this.macros = macros;
        HostReader hosts = new HostReader(input, system, output);
        NumberReader numbers = new NumberReader(input);
        PoolMaker pools = new PoolMaker(input, system.random(), this::define);
        lines = new LineReader(input, hosts, numbers);
        settings = new SetReader(input, output, lines);
        options = new OptionReader(input, system, hosts, numbers, lines, settings, queues);
        tableLines = new TableReader(input, system, hosts);
        expander = new RuleExpander(input, output, pools, rule -> level().rules.add(rule));
        antispoof = new AntispoofReader(input, system, lines, expander);
        queueLines = new QueueReader(input, lines);
    }

    PfConf result(boolean valid) {
        return new PfConf(top.rules, top.tables, settings.skips(), anchorFiles, valid);
    }

    private Level level() {
        return levels.getFirst();
    }

    /** After an error nothing is inside braces any more. */
    void leaveAnchors() {
        levels.clear();
        levels.push(top);
    }

    void read() throws Abandoned {
        Token first = input.peek();
        if (first.isString()) {
            macro();
        } else if (first.kind() == Token.Kind.KEYWORD) {
            keyword(first.text());
        }
        input.expectCharacter('\n');
    }

    private void keyword(String word) throws Abandoned {
        switch (word) {
            case "set" -> settings.read();
            case "queue" -> queues.add(queueLines.read());
            case "antispoof" -> antispoof.read();
            case "load" -> load();
            default -> inAnchors(word);
        }
    }

    /** What may stand between the braces of an anchor too. */
    private void inAnchors(String word) throws Abandoned {
        switch (word) {
            case "pass", "block", "match" -> rule();
            case "anchor" -> anchor();
            case "table" -> table();
            case "include" -> include();
            default -> throw input.syntaxError();
        }
    }

    private void table() throws Abandoned {
        TableDefinition table = tableLines.read();
        define(table);
        if (!system.seesKernel() && output.isVerbose()) {
            reader.note("skipping duplicate table checks for <" + table.name() + ">");
        }
    }

    private void define(TableDefinition table) {
        level().tables.add(table);
        output.verbose(table.toString());
    }

    private void macro() throws Abandoned {
        String name = input.accept().text();
        input.expectCharacter('=');
        StringBuilder value = new StringBuilder(input.word());
        while (!input.peek().isCharacter('\n')) {
            value.append(' ').append(input.word());
        }
        output.verbose(name + " = \"" + value + "\"");
        if (name.chars().skip(1).anyMatch(Ascii::isSpace)) {
            throw input.refuse("macro name cannot contain whitespace");
        }
        macros.defineInFile(name, value.toString());
    }

    private void include() throws Abandoned {
        input.accept();
        String path = input.expectString();
        try {
            reader.include(SourceFile.included(path, system.read(path)));
        } catch (SystemError e) {
            output.complain("pfctl: pushfile: " + path + ": " + e.errno().text());
            throw input.refuse("failed to include file " + path);
        }
    }

    private void load() throws Abandoned {
        input.accept();
        input.expectKeyword("anchor");
        Optional<String> name = anchorName();
        input.expectKeyword("from");
        String file = input.strings();
        if (name.isEmpty()) {
            throw input.refuse("anchor name is missing");
        }
        anchorFiles.add(new PfConf.AnchorFile(name.get(), file));
    }

    private Optional<String> anchorName() throws Abandoned {
        if (!input.peek().isString()) {
            return Optional.empty();
        }
        String name = input.accept().text();
        if (name.isEmpty()) {
            throw input.refuse("anchor name must not be empty");
        }
        if (name.startsWith("_") || name.contains("/_")) {
            throw input.refuse("anchor names beginning with '_' are reserved for internal use");
        }
        return Optional.of(name);
    }

    private void rule() throws Abandoned {
        RuleDraft draft = new RuleDraft();
        draft.action = lines.action(settings.blockPolicy());
        lines.direction(draft);
        lines.logAndQuick(draft);
        rest(draft);
        if (draft.action instanceof Action.Pass && draft.state.isEmpty()) {
            draft.state = Optional.of(
                    settings.stateDefaults().orElseGet(() -> StateReader.withoutOptions(settings.binding())));
        }
        boolean stateful = draft.state.filter(StateKeeping::isPresent).isPresent();
        if (draft.action instanceof Action.Pass && stateful && !draft.fragment && draft.flags.isEmpty()) {
            draft.flags = Optional.of(TcpFlags.FIRST);
        }
        divertFamily(draft);
        expander.expand(draft);
    }

    /** What rules and anchors have in common. */
    private void rest(RuleDraft draft) throws Abandoned {
        lines.interfaces(draft.interfaces);
        draft.family = lines.family();
        lines.protocols(draft);
        lines.peers(draft);
        options.read(draft);
        boolean tcp = draft.protocols.isEmpty() || draft.protocols.contains(Protocols.TCP);
        if (draft.flags.filter(TcpFlags::isPresent).isPresent() && !tcp) {
            throw input.refuse("flags only apply to tcp");
        }
        draft.family = HostItem.common(draft.from, draft.family);
        draft.family = HostItem.common(draft.to, draft.family);
    }

    private void divertFamily(RuleDraft draft) throws Abandoned {
        if (draft.divertTo.isEmpty()) {
            return;
        }
        if (draft.direction == Direction.OUT) {
            throw input.refuse("divert-to used with outgoing rule");
        }
        Family family = draft.divertTo.get().address().family();
        if (!draft.family.admits(family)) {
            throw input.refuse("divert-to address family mismatch");
        }
        draft.family = family;
    }

    private void anchor() throws Abandoned {
        input.accept();
        Optional<String> name = anchorName();
        RuleDraft draft = new RuleDraft();
        lines.direction(draft);
        draft.quick = input.acceptKeyword("quick");
        rest(draft);
        Optional<Action.Body> body = Optional.empty();
        String call = name.orElse("");
        if (input.acceptCharacter('{')) {
            int number = ++braces;
            body = Optional.of(body());
            call = name.orElse("_" + number);
        }
        check(name, draft, body.isPresent());
        draft.action = new Action.Anchor(call, body);
        expander.expand(draft);
    }

    private void check(Optional<String> name, RuleDraft draft, boolean inline) throws Abandoned {
        if (inline && name.filter(text -> text.contains("/")).isPresent()) {
            throw input.refuse("anchor paths containing '/' cannot be used for inline anchors.");
        }
        if (inline && name.isPresent() && !level().anchors.add(name.get())) {
            throw input.refuse("inline anchor '" + name.get() + "' already exists");
        }
        if (!inline && name.isEmpty()) {
            throw input.refuse("anchors without explicit rules must specify a name");
        }
        if (name.filter(text -> text.endsWith("/")).isPresent()) {
            throw input.refuse("anchorrule: bad anchor name " + name.get());
        }
        if (draft.state.filter(StateKeeping::isPresent).isPresent()) {
            throw input.refuse("cannot specify state handling on anchors");
        }
    }

    private Action.Body body() throws Abandoned {
        Level inner = new Level();
        levels.push(inner);
        input.expectCharacter('\n');
        while (!input.acceptCharacter('}')) {
            Token next = input.peek();
            if (next.kind() == Token.Kind.KEYWORD) {
                inAnchors(next.text());
            }
            input.expectCharacter('\n');
        }
        levels.pop();
        return new Action.Body(inner.rules, inner.tables);
    }
}
