package io.vmm4j.install.internal;

import io.vmm4j.install.AnswerFinding;
import io.vmm4j.install.AnswerFinding.Kind;
import io.vmm4j.install.InstallerDialogue.Reply;
import io.vmm4j.install.ResponseFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Asks questions of a response file: the first line that matches answers, and is used up. */
final class Dialogue {

    /** The installation ends. */
    static final class Ended extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Ended() {
            super("the installer gives up", null, false, false);
        }
    }

    private static final String DONE = "done";
    private static final String UNVERIFIED = "Continue without verification?";

    private final List<ResponseFile.Line> left;
    private final Map<ResponseFile.Line, String> used = new HashMap<>();
    private final List<Reply> replies = new ArrayList<>();
    private final List<AnswerFinding> findings = new ArrayList<>();

    Dialogue(ResponseFile file) {
        left = new ArrayList<>(file.lines());
    }

    /** The answer to a question that is printed as it is matched. */
    String ask(String question, Optional<String> fallback) {
        return ask(question, "", fallback);
    }

    /** The answer to a question that is printed with something more behind it. */
    String ask(String question, String printedTail, Optional<String> fallback) {
        Optional<ResponseFile.Line> line = left.stream()
                .filter(candidate -> Matching.takes(candidate.key(), question))
                .findFirst();
        line.ifPresent(taken -> noteRivals(taken, question));
        String answer = line.map(ResponseFile.Line::value).or(() -> fallback).orElse("");
        if (line.isEmpty()) {
            noteThief(question);
            if (fallback.isEmpty()) {
                find(Kind.UNANSWERED, question, "it has no default, so the installation ends");
                throw new Ended();
            }
            if (!answer.equals(DONE)) {
                find(Kind.DEFAULT_TAKEN, question, "the default " + answer + " is taken");
            }
        }
        line.ifPresent(taken -> {
            left.remove(taken);
            used.put(taken, question);
        });
        replies.add(new Reply(question + printedTail, fallback, line, answer));
        return answer;
    }

    /** Asks until the answer is valid. An invalid one is followed by the default, or by the end. */
    String askAgain(String question, Optional<String> fallback, Predicate<String> valid, String rule) {
        while (true) {
            String answer = ask(question, fallback);
            if (valid.test(answer)) {
                return answer;
            }
            if (fallback.filter(answer::equals).isPresent()) {
                return answer;
            }
            find(
                    fallback.isPresent() ? Kind.IGNORED : Kind.ABORTS,
                    question,
                    answer + " " + rule + ", so it is asked again");
        }
    }

    /** Asks once; an invalid answer is the end. */
    String askOrEnd(String question, String tail, Optional<String> fallback, Predicate<String> valid, String rule) {
        String answer = ask(question, tail, fallback);
        if (!valid.test(answer)) {
            abort(question, answer + " " + rule);
        }
        return answer;
    }

    boolean askYesNo(String question, String fallback) {
        String answer = askOrEnd(
                question,
                "",
                Optional.of(fallback),
                text -> text.toLowerCase(Locale.ROOT).matches("y|yes|n|no"),
                "is neither yes nor no");
        return answer.toLowerCase(Locale.ROOT).startsWith("y");
    }

    void abort(String question, String why) {
        find(Kind.ABORTS, question, why);
        throw new Ended();
    }

    void find(Kind kind, String subject, String detail) {
        findings.add(new AnswerFinding(kind, subject, detail));
    }

    /** A later line is closer to the question and would have meant it. */
    private void noteRivals(ResponseFile.Line taken, String question) {
        left.stream()
                .filter(other -> other.key().length() > taken.key().length() && Matching.takes(other.key(), question))
                .findFirst()
                .ifPresent(rival -> find(
                        Kind.SWALLOWED,
                        taken.key(),
                        "it answers \"" + question + "\", which " + rival.key() + " was for"));
    }

    /** An earlier question used the line up that this one would have taken. */
    private void noteThief(String question) {
        used.forEach((line, other) -> {
            if (!other.equals(question) && Matching.takes(line.key(), question) && !sameFamily(other, question)) {
                find(Kind.SWALLOWED, line.key(), "it answered \"" + other + "\", so \"" + question + "\" has none");
            }
        });
    }

    private static boolean sameFamily(String one, String other) {
        return (one.startsWith("Use (W)hole") && other.startsWith("Use (W)hole"))
                || (one.startsWith("HTTP Server?") && other.startsWith("HTTP Server?"))
                || (one.endsWith(UNVERIFIED) && other.endsWith(UNVERIFIED));
    }

    /** Reports the lines left over, but for those that a question may take which is asked only when something is wrong. */
    void noteUnused(List<String> possible) {
        left.stream()
                .filter(line -> possible.stream().noneMatch(question -> Matching.takes(line.key(), question)))
                .forEach(line -> find(Kind.UNUSED, line.key(), "no question takes it"));
    }

    List<Reply> replies() {
        return replies;
    }

    List<AnswerFinding> findings() {
        return findings;
    }
}
