package io.vmm4j.examples.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vmm4j.InvalidValueException;
import io.vmm4j.error.Transcript;
import io.vmm4j.error.VmmException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Arrays;
import picocli.CommandLine;

/** Says what went wrong: the code, what happened, what to do, and the commands that led there. */
final class Failures {

    private Failures() {}

    /** Reports a failure and returns the exit status that it means. */
    static int report(Exception failure, CommandLine line) {
        boolean json = Arrays.asList(line.getParseResult().originalArgs().toArray(String[]::new)).contains("--json");
        PrintWriter err = line.getErr();
        Style style = Style.of(line.getColorScheme());
        if (failure instanceof VmmException known) {
            print(err, style, known);
            if (json) {
                line.getOut().println(json(known).toPrettyString());
            }
            return known instanceof InvalidValueException ? Vmm.WRONG_USAGE : Vmm.FAILED;
        }
        if (failure instanceof IllegalArgumentException || failure instanceof IOException) {
            err.println(style.bad("error: ") + failure.getMessage());
            return failure instanceof IOException ? Vmm.FAILED : Vmm.WRONG_USAGE;
        }
        failure.printStackTrace(err);
        return Vmm.FAILED;
    }

    private static void print(PrintWriter err, Style style, VmmException failure) {
        err.println(style.bad("error: ") + failure.getMessage());
        err.println(style.bold("  hint: ") + failure.hint());
        err.println(style.faint("  code: " + failure.code().id()));
        for (Transcript.Entry entry : failure.transcript().entries()) {
            entry.toString().lines().forEach(text -> err.println(style.faint("  | " + text)));
        }
        for (Throwable other : failure.getSuppressed()) {
            if (other instanceof VmmException also) {
                err.println(style.bad("  also: ") + also.getMessage());
                err.println(style.bold("        ") + also.hint());
            }
        }
    }

    private static ObjectNode json(VmmException failure) {
        ObjectNode document = Json.object();
        ObjectNode error = document.putObject("error");
        error.put("code", failure.code().id());
        error.put("message", failure.getMessage());
        error.put("hint", failure.hint());
        error.put("retryable", failure.retryable());
        return document;
    }
}
