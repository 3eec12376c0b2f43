package io.vmm4j.examples.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vmm4j.InvalidValueException;
import io.vmm4j.error.Failure;
import io.vmm4j.error.Transcript;
import io.vmm4j.error.VmmException;
import io.vmm4j.exec.ShellWords;
import io.vmm4j.json.VmmJson;
import io.vmm4j.ssh.SshError;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what went wrong: what happened, what to do, the code, and the commands that led there. */
final class Failures {

    private static final String USAGE = "usage";
    private static final String INTERNAL = "internal";
    private static final int LONGEST_LINE = 200;

    private final Screen out;
    private final Screen err;
    private final boolean json;
    private final boolean debug;

    /** Words are looked at as they stand: a command line that cannot be read has to be answered in the right form too. */
    Failures(Screen out, Screen err, String... words) {
        this.out = out;
        this.err = err;
        this.json = List.of(words).contains("--json");
        this.debug = List.of(words).contains("--debug");
    }

    /** Reports a command line that cannot be read. */
    int wrongUsage(ParameterException failure) {
        CommandLine line = failure.getCommandLine();
        String see = "See " + line.getCommandSpec().qualifiedName() + " --help.";
        if (failure instanceof UnmatchedArgumentException unmatched && !unmatched.isUnknownOption()) {
            String word = ShellWords.display(unmatched.getUnmatched().get(0));
            boolean group = !line.getSubcommands().isEmpty();
            report(own(
                    USAGE,
                    group
                            ? "There is no command " + command(line, word) + "."
                            : "There is a word too many: " + word + ".",
                    group
                            ? "Take one of "
                                    + String.join(", ", line.getSubcommands().keySet()) + "."
                            : see));
        } else {
            report(own(USAGE, sentence(String.valueOf(failure.getMessage())), guess(failure) + see));
        }
        trace(failure);
        return Vmm.WRONG_USAGE;
    }

    private static String command(CommandLine group, String word) {
        return group.getParent() == null ? word : group.getCommandSpec().qualifiedName() + " " + word;
    }

    private static String guess(ParameterException failure) {
        if (!(failure instanceof UnmatchedArgumentException unmatched)) {
            return "";
        }
        List<String> similar = unmatched.getSuggestions();
        return similar.isEmpty() ? "" : "Did you mean " + String.join(" or ", similar) + "? ";
    }

    /** As a sentence, without the names that Java has for types. */
    private static String sentence(String text) {
        String plain = text.replaceFirst("' is not an? (int|long)$", "' is not a whole number")
                .replaceFirst("' is not an? double$", "' is not a number");
        return plain.endsWith(".") || plain.endsWith("?") ? plain : plain + ".";
    }

    /** Reports what a command threw. */
    int failed(Exception failure, CommandLine line) {
        if (failure instanceof VmmException known) {
            report(document(known));
            details(known);
            trace(known);
            return known instanceof InvalidValueException ? Vmm.WRONG_USAGE : Vmm.FAILED;
        }
        if (failure instanceof WrongUsage wrong) {
            report(own(USAGE, String.valueOf(wrong.getMessage()), wrong.hint()));
            trace(wrong);
            return Vmm.WRONG_USAGE;
        }
        String name = line.getCommandSpec().qualifiedName();
        report(own(
                INTERNAL,
                name + " broke: " + failure,
                debug ? "Please report this with the stack trace." : "Please report this with what --debug adds."));
        trace(failure);
        return Vmm.FAILED;
    }

    private static ObjectNode document(VmmException failure) {
        ObjectNode document = Json.document(VmmJson.of(failure));
        document.withObject("/error").put("hint", hint(failure));
        return document;
    }

    /** What is wrong with the command line, or with this program. */
    private static ObjectNode own(String code, String message, String hint) {
        return Json.document(VmmJson.of(new Failure(code, message, hint, Map.of(), false)));
    }

    /** Where a hint speaks of what a program does, this one says by which option. */
    private static String hint(VmmException failure) {
        if (failure.code() == SshError.NO_CREDENTIALS) {
            return "Name a key (-i) or a file with a password (--password-file). For an agent, a hardware key or a"
                    + " certificate add --openssh.";
        }
        return failure.code() == SshError.HOST_KEY_UNKNOWN
                ? failure.hint() + " Here: --known-hosts FILE, or --accept-new."
                : failure.hint();
    }

    private void report(ObjectNode document) {
        JsonNode error = document.get("error");
        boolean retryable = error.get("retryable").asBoolean();
        err.line(err.style().bad("error: ") + error.get("message").asText());
        err.line(err.style().bold(" hint: ") + error.get("hint").asText());
        err.line(err.style().faint(" code: " + error.get("code").asText() + (retryable ? ", may succeed later" : "")));
        if (json) {
            out.line(document.toPrettyString());
        }
    }

    private void details(VmmException failure) {
        for (Transcript.Entry entry : failure.transcript().entries()) {
            entry.toString().lines().forEach(text -> err.line(err.style().faint("     | " + shown(text))));
        }
        for (Throwable other : failure.getSuppressed()) {
            if (other instanceof VmmException also) {
                err.line(err.style().bad(" also: ") + also.getMessage());
                err.line(err.style().bold(" hint: ") + also.hint());
            }
        }
    }

    /** The scripts that carry a change are long; --debug shows them whole. */
    private String shown(String text) {
        int more = text.length() - LONGEST_LINE;
        return debug || more <= 0
                ? text
                : text.substring(0, LONGEST_LINE) + " ... (" + more + " more characters, see --debug)";
    }

    private void trace(Exception failure) {
        if (debug) {
            failure.printStackTrace(err.writer());
        }
    }
}
