package io.vmm4j.pf.internal;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The flags of one service in /etc/rc.conf.local, edited without loss: rcctl(8) would sort the file and drop lines. A line that has
 * words gets ours at its end; without one, or with {@code NO}, lines of ours are added.
 *
 * @param service {@code dhcpd}
 */
record RcConfLocal(String service) {

    /** The value without quotes, and what surrounds it. */
    private static final String LINE = "(?m)^([ \\t]*%s_flags=[ \\t]*([\"']?))([^\"'#\\n]*?)(\\2[ \\t]*(?:#.*)?)$";

    /** What the file says by itself. */
    sealed interface Own {
        /** Nothing, or that it does not run. */
        record Off() implements Own {}

        /** That it runs, with these words. */
        record On(List<String> words) implements Own {}
    }

    private MarkedBlock block() {
        return new MarkedBlock(service);
    }

    private Matcher lines(String text) {
        return Pattern.compile(LINE.formatted(Pattern.quote(service))).matcher(text);
    }

    /**
     * The file with the service enabled for our words, or with nothing of ours.
     *
     * @param before our words that may be in it
     * @param after our words that are to be in it, none if the service does not need them; empty if we do not need the service
     */
    Optional<String> edit(Optional<String> file, List<String> before, Optional<List<String>> after) {
        Optional<String> base =
                file.flatMap(block()::remove).map(text -> replaceLast(text, words -> remove(words, before)));
        if (after.isEmpty()) {
            return base;
        }
        Own own = own(base.orElse(""));
        if (own instanceof Own.On on) {
            return on.words().isEmpty() || after.get().isEmpty()
                    ? base
                    : base.map(text -> replaceLast(text, words -> words + " " + String.join(" ", after.get())));
        }
        return Optional.of(block().put(file, service + "_flags=" + String.join(" ", after.get()) + "\n"));
    }

    /** What the file says without us. The last line counts. */
    Own own(String text) {
        Optional<Matcher> last = last(text);
        if (last.isEmpty() || last.get().group(3).strip().equals("NO")) {
            return new Own.Off();
        }
        String words = last.get().group(3).strip();
        return new Own.On(words.isEmpty() ? List.of() : List.of(words.split("[ \\t]+", -1)));
    }

    private Optional<Matcher> last(String text) {
        Matcher matcher = lines(text);
        int start = -1;
        while (matcher.find()) {
            start = matcher.start();
        }
        if (start < 0) {
            return Optional.empty();
        }
        matcher.find(start);
        return Optional.of(matcher);
    }

    private String replaceLast(String text, UnaryOperator<String> change) {
        Optional<Matcher> last = last(text);
        return last.map(line ->
                        text.substring(0, line.start(3)) + change.apply(line.group(3)) + text.substring(line.end(3)))
                .orElse(text);
    }

    /** Ours stand at the end, together. */
    private static String remove(String words, List<String> ours) {
        String result = words;
        for (String word : ours) {
            result = result.replaceFirst(" " + Pattern.quote(word) + "(?= |$)", "");
        }
        return result;
    }
}
