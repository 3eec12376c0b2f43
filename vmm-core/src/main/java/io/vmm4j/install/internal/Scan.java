package io.vmm4j.install.internal;

import io.vmm4j.install.ConsoleMatch;
import io.vmm4j.install.Expectation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;

/** Looks for the first of some expectations, character by character. Of several that are met at once the first one counts. */
final class Scan implements ScreenLine.Listener {

    private static final int KEPT_LINES = 1000;

    private final List<Expectation> prompts;
    private final List<Expectation> lines;
    private final UnaryOperator<String> mask;
    private final Deque<String> before = new ArrayDeque<>();
    private int from;
    private Optional<ConsoleMatch> found = Optional.empty();

    /**
     * A scan that begins in the middle of a line.
     *
     * @param from up to where the line has been matched before
     */
    Scan(List<Expectation> alternatives, int from, UnaryOperator<String> mask) {
        this.prompts = alternatives.stream().filter(one -> !one.isLine()).toList();
        this.lines = alternatives.stream().filter(Expectation::isLine).toList();
        this.from = from;
        this.mask = mask;
    }

    Optional<ConsoleMatch> found() {
        return found;
    }

    /** Up to where the line has been matched. */
    int from() {
        return from;
    }

    @Override
    public void changed(ScreenLine line) {
        from = Math.min(from, line.column());
        for (int i = 0; i < prompts.size() && found.isEmpty(); i++) {
            if (meets(prompts.get(i), line)) {
                from = line.column();
            }
        }
    }

    private boolean meets(Expectation prompt, ScreenLine line) {
        Optional<String> literal = prompt.literal();
        if (literal.isPresent() && !line.endsWith(literal.get(), from)) {
            return false;
        }
        int start = literal.map(text -> line.column() - text.length()).orElse(from);
        Optional<MatchResult> match = prompt.find(line.written(), start);
        match.ifPresent(result -> found = Optional.of(match(prompt, result)));
        return match.isPresent();
    }

    @Override
    public void complete(String line, boolean replaced) {
        for (int i = 0; i < lines.size() && found.isEmpty(); i++) {
            Expectation one = lines.get(i);
            if (replaced && !one.isForReplacedLines()) {
                continue;
            }
            one.find(line, Math.min(from, line.length())).ifPresent(result -> found = Optional.of(match(one, result)));
        }
        from = 0;
        if (!replaced && found.isEmpty()) {
            before.add(line);
            if (before.size() > KEPT_LINES) {
                before.remove();
            }
        }
    }

    private ConsoleMatch match(Expectation expectation, MatchResult result) {
        List<Optional<String>> groups = new ArrayList<>();
        for (int i = 1; i <= result.groupCount(); i++) {
            groups.add(Optional.ofNullable(result.group(i)));
        }
        return new ConsoleMatch(
                expectation, result.group(), groups, before.stream().map(mask).toList());
    }
}
