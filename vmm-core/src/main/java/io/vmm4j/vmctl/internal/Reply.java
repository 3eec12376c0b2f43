package io.vmm4j.vmctl.internal;

import io.vmm4j.error.Problem;
import io.vmm4j.exec.Answer;
import io.vmm4j.vmctl.VmctlException;
import io.vmm4j.vmctl.VmctlFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What vmctl(8) answered to what it was asked, before it is known whether that is good news. */
final class Reply {

    private static final int SHOWN = 500;
    private static final int NOT_EXECUTABLE = 126;
    private static final int NOT_FOUND = 127;

    private final Asked asked;
    private final Answer answer;
    private final List<SaidLine> lines;

    /**
     * The answer of a vmctl that ran and ended by itself.
     *
     * @throws VmctlException if it did not
     */
    Reply(Asked asked, Answer answer) {
        this(asked, answer, answer.result().stderr());
    }

    /** The same, with its messages elsewhere than on standard error. */
    Reply(Asked asked, Answer answer, String messages) {
        this.asked = asked;
        this.answer = answer;
        this.lines = SaidLine.allOf(messages);
        int status = answer.result().exitStatus();
        if (status == NOT_FOUND || status == NOT_EXECUTABLE) {
            throw failed(VmctlFailure.VMCTL_NOT_FOUND, "status " + status, everything());
        }
        if (status != 0 && status != 1) {
            throw failed(VmctlFailure.ENDED_ABNORMALLY, "status " + status, everything());
        }
    }

    /** Whether the exit status is 0. */
    boolean succeeded() {
        return answer.result().succeeded();
    }

    /** What it said, line by line. */
    List<SaidLine> lines() {
        return lines;
    }

    /** What it printed to standard output. */
    String stdout() {
        return answer.result().stdout();
    }

    /** What it said besides one line. */
    List<String> besides(SaidLine known) {
        List<String> others = new ArrayList<>(allLines());
        others.remove(known.raw());
        return others;
    }

    /** All it said. */
    List<String> allLines() {
        return lines.stream().map(SaidLine::raw).toList();
    }

    /** The failure that it told, if it told one. */
    Optional<VmctlException> failure() {
        return Messages.find(lines)
                .map(match -> failed(
                        asked.meaningOf(match.failure()),
                        match.reason(),
                        match.failure() == VmctlFailure.USAGE
                                ? everything()
                                : match.line().raw()));
    }

    /** What a failure means when it answers this. */
    VmctlFailure meaningOf(VmctlFailure failure) {
        return asked.meaningOf(failure);
    }

    /** An answer that does not agree with itself or with what was asked. */
    VmctlException contradiction(String reason) {
        return failed(VmctlFailure.CONTRADICTION, reason, everything());
    }

    /** A failure in words that are not known. */
    VmctlException unrecognised() {
        return failed(VmctlFailure.UNRECOGNISED, "no reason given", everything());
    }

    /** A status table that cannot be read. */
    VmctlException unreadableStatus(String reason) {
        return failed(VmctlFailure.UNREADABLE_STATUS, reason, everything());
    }

    private VmctlException failed(VmctlFailure failure, String reason, String text) {
        Problem problem = asked.facts(Problem.of(failure))
                .with("target", answer.target())
                .with("command", answer.command())
                .with("status", answer.result().exitStatus())
                .with("reason", onOneLine(reason))
                .with("text", onOneLine(text));
        return new VmctlException(failure, problem, text);
    }

    private String everything() {
        String errors = answer.result().stderr();
        return errors.isBlank() ? stdout() : errors;
    }

    private static String onOneLine(String text) {
        String line = text.strip().replaceAll("\\R+", " / ").replaceAll("\\p{Cntrl}", "?");
        if (line.isEmpty()) {
            return "(nothing)";
        }
        return line.length() > SHOWN ? line.substring(0, SHOWN) + "..." : line;
    }
}
