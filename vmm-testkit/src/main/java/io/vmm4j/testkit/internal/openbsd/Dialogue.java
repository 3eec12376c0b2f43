package io.vmm4j.testkit.internal.openbsd;

import io.vmm4j.testkit.internal.board.Board;
import io.vmm4j.testkit.internal.board.Board.Echo;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How the installer asks: a person at the console, or a file of answers. */
final class Dialogue {

    private static final Duration THOUGHT = Duration.ofMillis(20);

    private final Board board;
    private final Optional<ResponseFile> answers;

    Dialogue(Board board, Optional<ResponseFile> answers) {
        this.board = board;
        this.answers = answers;
    }

    boolean isUnattended() {
        return answers.isPresent();
    }

    void say(String line) {
        board.print(line + "\n");
    }

    /** Says why and ends, unless a person can do something about it. */
    void refuse(String line) {
        say(line);
        if (isUnattended()) {
            throw new Aborted();
        }
    }

    /** Asks; the answer may be empty only if a person says so and there is no default. */
    String ask(String question, String standard) {
        return ask(question, question, standard);
    }

    /**
     * Asks.
     *
     * @param key what the lines of the file are compared with
     */
    String ask(String key, String question, String standard) {
        board.sleep(THOUGHT);
        board.print(question + " " + (standard.isEmpty() ? "" : "[" + standard + "] "));
        if (answers.isEmpty()) {
            String typed = board.readLine(Echo.ON).strip();
            return typed.isEmpty() ? standard : typed;
        }
        Optional<String> answer = answers.get().take(key);
        if (answer.isEmpty() && standard.isEmpty()) {
            say("");
            refuse("Question has no answer in response file: \"" + key.toLowerCase(Locale.ROOT) + "\"");
        }
        String given = answer.orElse(standard);
        say(given);
        return given;
    }

    /** Asks until there is an answer. */
    String require(String question, String standard) {
        String answer = ask(question, standard);
        while (answer.isEmpty()) {
            say("A response is required.");
            answer = ask(question, standard);
        }
        return answer;
    }

    /** Asks for one of these words; others are refused. */
    String choose(String key, String question, String standard, List<String> words) {
        while (true) {
            String answer = ask(key, question, standard);
            if (words.contains(answer)) {
                return answer;
            }
            refuse("'" + answer + "' is not a valid choice.");
        }
    }

    /** Asks for yes or no. */
    boolean confirm(String question, String standard) {
        while (true) {
            String answer = ask(question, standard);
            switch (answer.toLowerCase(Locale.ROOT)) {
                case "y", "yes" -> {
                    return true;
                }
                case "n", "no" -> {
                    return false;
                }
                default -> refuse("'" + answer + "' is not a valid choice.");
            }
        }
    }

    /** Asks for a password: twice, or not shown if it stands in the file. */
    String password(String question) {
        if (answers.isPresent()) {
            board.sleep(THOUGHT);
            board.print(question + " ");
            Optional<String> answer = answers.get().take(question);
            if (answer.isEmpty()) {
                say("");
                refuse("Question has no answer in response file: \"" + question.toLowerCase(Locale.ROOT) + "\"");
            }
            say("<provided>");
            return answer.orElse("");
        }
        while (true) {
            String first = hidden(question + " (will not echo) ");
            String second = hidden(question + " (again) ");
            if (first.equals(second)) {
                return first;
            }
            say("Passwords do not match, try again.");
        }
    }

    private String hidden(String prompt) {
        board.print(prompt);
        String typed = board.readLine(Echo.OFF);
        say("");
        return typed;
    }

    /** Asks for what only a file can answer; a person is not asked, and the default holds. */
    String askUnattended(String question, String standard) {
        return isUnattended() ? ask(question, standard) : standard;
    }
}
