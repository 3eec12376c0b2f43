package io.vmm4j.vmconf.internal;

import io.vmm4j.vmconf.Option;
import io.vmm4j.vmconf.Statement;
import io.vmm4j.vmconf.SyntaxNode;
import io.vmm4j.vmconf.Text;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;

/**
 * Cuts the text of a statement into nodes while it is parsed. A leaf ends where an option begins or ends, and with each
 * line, so that an editor can work by lines.
 */
final class Recorder {

    private record Level(Option.Kind kind, int line, List<SyntaxNode> nodes) {}

    private static final Text NEWLINE = new Text("\n");
    private static final Text TAB = new Text("\t");

    private final Deque<Level> levels = new ArrayDeque<>();
    private Source source;
    private int cut;
    private boolean torn;

    Recorder(Source main) {
        source = main;
    }

    /** A statement begins with this token. */
    void begin(Token first) {
        source = first.source();
        cut = source.recorded;
        torn = false;
        levels.clear();
        levels.push(new Level(Option.Kind.UNKNOWN, first.line(), new ArrayList<>()));
    }

    /** The parser has taken a token; a statement that goes on in another file is in neither as a whole. */
    void take(Token token) {
        torn |= token.source() != source;
    }

    /** An option begins with this token. */
    void open(Option.Kind kind, Token first) {
        cutAt(first.start());
        levels.push(new Level(kind, first.line(), new ArrayList<>()));
    }

    /** The option that began last ends with this token. */
    Option close(Token last) {
        cutAt(last.end());
        Level level = levels.pop();
        Option option = new Option(level.kind(), level.line(), level.nodes());
        nodes().add(option);
        return option;
    }

    /** The option turned out to be of another kind than it began as. */
    Option closeAs(Option.Kind kind, Token last) {
        Level level = levels.pop();
        levels.push(new Level(kind, level.line(), level.nodes()));
        return close(last);
    }

    /** A line ends with this token. */
    void endLine(Token newline) {
        cutAt(newline.end());
    }

    /** The statement ends with this token. */
    void end(Token newline, Function<List<SyntaxNode>, Statement> statement) {
        Source last = newline.source();
        if (torn) {
            if (last.recorded < newline.end()) {
                Text text = new Text(last.text.substring(last.recorded, newline.end()));
                last.add(new Statement.Fragment(List.of(text)), newline.end());
            }
            return;
        }
        cutAt(newline.end());
        if (newline.end() > source.recorded) {
            source.add(statement.apply(nodes()), newline.end());
        }
    }

    private List<SyntaxNode> nodes() {
        return levels.element().nodes();
    }

    private void cutAt(int end) {
        if (!torn && end > cut) {
            nodes().add(leaf(source.text, cut, end));
            cut = end;
        }
    }

    /** Most leaves are an end of line or the indentation of the next one. */
    private static Text leaf(String text, int start, int end) {
        if (end - start == 1) {
            char c = text.charAt(start);
            if (c == '\n') {
                return NEWLINE;
            } else if (c == '\t') {
                return TAB;
            }
        }
        return new Text(text.substring(start, end));
    }
}
