package io.vmm4j.vmconf.internal;

import io.vmm4j.vmconf.Option;
import io.vmm4j.vmconf.SyntaxNode;
import io.vmm4j.vmconf.Text;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Changes the options of one block, and nothing between them but the lines of options that come and go. */
final class BlockEdit {

    /** Whether options must be on lines of their own, as in the block of a VM but not of an interface. */
    enum Layout {
        LINES,
        WORDS
    }

    private final List<SyntaxNode> nodes;
    private final Layout layout;
    private final String defaultIndent;

    BlockEdit(List<SyntaxNode> nodes, Layout layout, String defaultIndent) {
        this.nodes = new ArrayList<>(nodes);
        this.layout = layout;
        this.defaultIndent = defaultIndent;
    }

    List<SyntaxNode> nodes() {
        return nodes;
    }

    boolean isEmpty() {
        return options().isEmpty();
    }

    /** Writes the option that is there once at most, in place of the last of these kinds; empty text removes them all. */
    void set(Set<Option.Kind> kinds, Optional<String> text) {
        List<Option> there = options(kinds);
        if (text.isEmpty()) {
            there.forEach(this::remove);
        } else if (there.isEmpty()) {
            append(kinds.iterator().next(), indent -> text.get());
        } else {
            replace(there.get(there.size() - 1), text.get());
        }
    }

    /** The same for options that add up: only the one that is written stays. */
    void setOnly(Set<Option.Kind> kinds, Optional<String> text) {
        List<Option> there = options(kinds);
        there.subList(0, Math.max(0, there.size() - 1)).forEach(this::remove);
        set(kinds, text);
    }

    /**
     * Makes the options of a kind say other things than they do, touching those only that change.
     *
     * @param write how a new one is written, with the indentation of its line
     * @param change how one becomes another
     */
    <T> void setAll(
            Option.Kind kind,
            List<T> before,
            List<T> after,
            Function<T, Function<String, String>> write,
            BiFunction<Option, Alignment.Pair<T>, SyntaxNode> change) {
        List<Option> there = options(EnumSet.of(kind));
        Optional<Option> previous = Optional.empty();
        for (Alignment.Pair<T> pair : Alignment.of(before, after)) {
            Optional<Option> node = pair.index().isPresent()
                    ? Optional.of(there.get(pair.index().getAsInt()))
                    : Optional.empty();
            if (pair.after().isEmpty()) {
                node.ifPresent(this::remove);
            } else if (node.isEmpty()) {
                T wanted = pair.after().get();
                previous = Optional.of(insert(kind, previous, there, write.apply(wanted)));
            } else {
                previous = node;
                if (!pair.after().equals(pair.before())) {
                    Option changed = (Option) change.apply(node.get(), pair);
                    nodes.set(indexOf(node.get()), changed);
                    previous = Optional.of(changed);
                }
            }
        }
    }

    private Option insert(
            Option.Kind kind, Optional<Option> previous, List<Option> there, Function<String, String> write) {
        if (previous.isPresent()) {
            return insertAfter(previous.get(), kind, write);
        }
        Optional<Option> next =
                there.stream().filter(option -> indexOf(option) >= 0).findFirst();
        if (next.isEmpty()) {
            return append(kind, write);
        }
        int index = indexOf(next.get());
        String indent = indent(index);
        Option inserted = option(kind, write.apply(indent));
        if (layout == Layout.LINES && (endOfLine(index) < 0 || sharesLine(index))) {
            nodes.add(index + 1, new Text("\n" + indent));
        }
        nodes.add(index, new Text("\n" + indent));
        nodes.add(index, inserted);
        return inserted;
    }

    private Option append(Option.Kind kind, Function<String, String> write) {
        List<Option> options = options();
        if (options.isEmpty()) {
            throw new IllegalStateException("a block without options");
        }
        return insertAfter(options.get(options.size() - 1), kind, write);
    }

    private Option insertAfter(Option previous, Option.Kind kind, Function<String, String> write) {
        int index = indexOf(previous);
        String indent = indent(index);
        Option inserted = option(kind, write.apply(indent));
        int end = endOfLine(index);
        if (layout == Layout.LINES && sharesLine(index)) {
            nodes.addAll(index + 1, List.of(new Text("\n" + indent), inserted, new Text("\n" + indent)));
        } else if (end >= 0) {
            nodes.addAll(end + 1, List.of(new Text(indent), inserted, new Text("\n")));
        } else if (layout == Layout.WORDS) {
            nodes.addAll(index + 1, List.of(new Text(" "), inserted));
        } else {
            nodes.addAll(index + 1, List.of(new Text("\n" + indent), inserted, new Text("\n")));
        }
        return inserted;
    }

    private void replace(Option option, String text) {
        int index = indexOf(option);
        nodes.set(index, option(option.kind(), text));
        boolean comment =
                index + 1 < nodes.size() && nodes.get(index + 1).text().startsWith("#");
        if (comment && Characters.isDigit(text.charAt(text.length() - 1))) {
            // The sign of a comment ends a word but not a number.
            nodes.add(index + 1, new Text(" "));
        }
    }

    /** Removes an option, with its line if nothing else is on it. A block cannot be empty, so the last one is replaced. */
    private void remove(Option option) {
        if (layout == Layout.LINES && options().size() == 1) {
            nodes.set(indexOf(option), option(Option.Kind.ENABLE, "enable"));
            return;
        }
        int index = indexOf(option);
        nodes.remove(index);
        boolean indented = isBlank(index - 1) && endsLine(index - 2);
        boolean first = indented || endsLine(index - 1);
        boolean last = index < nodes.size() - 1
                && endsLine(index)
                && nodes.get(index).text().isBlank();
        if (first && last) {
            nodes.remove(index);
            if (indented) {
                nodes.remove(index - 1);
            }
        }
    }

    private boolean isBlank(int index) {
        String text = nodes.get(index).text();
        return nodes.get(index) instanceof Text && text.isBlank() && !text.contains("\n");
    }

    private boolean endsLine(int index) {
        return index >= 0
                && nodes.get(index) instanceof Text leaf
                && leaf.text().endsWith("\n");
    }

    /** Where the line of a node ends, before the block does; negative if it does not. */
    private int endOfLine(int index) {
        for (int i = index + 1; i < nodes.size() - 1; i++) {
            if (endsLine(i)) {
                return i;
            }
        }
        return -1;
    }

    /** Whether another option follows on the line of one: only the first option of a block can have such company. */
    private boolean sharesLine(int index) {
        int end = endOfLine(index);
        return nodes.subList(index + 1, end < 0 ? nodes.size() : end).stream().anyMatch(Option.class::isInstance);
    }

    private String indent(int index) {
        boolean ownLine = index >= 2 && isBlank(index - 1) && endsLine(index - 2);
        return ownLine ? nodes.get(index - 1).text() : defaultIndent;
    }

    private int indexOf(SyntaxNode node) {
        for (int i = 0; i < nodes.size(); i++) {
            if (nodes.get(i) == node) {
                return i;
            }
        }
        return -1;
    }

    List<Option> options() {
        return options(EnumSet.complementOf(EnumSet.of(Option.Kind.HEAD)));
    }

    List<Option> options(Set<Option.Kind> kinds) {
        List<Option> found = new ArrayList<>();
        for (SyntaxNode node : nodes) {
            if (node instanceof Option option && kinds.contains(option.kind())) {
                found.add(option);
            }
        }
        return found;
    }

    static Option option(Option.Kind kind, String text) {
        return new Option(kind, 0, List.of(new Text(text)));
    }
}
