package io.vmm4j.vmctl.internal;

import io.vmm4j.VmId;
import io.vmm4j.VmRef;
import io.vmm4j.vmctl.StopReply;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line that tells the end of a VM: {@code stopping vm web1: terminated vm 1}.
 *
 * @param progress what it began with
 * @param id its number
 * @param outcome what became of it
 * @param line the line itself
 */
record EndLine(SaidLine.Progress progress, VmId id, StopReply.Outcome outcome, SaidLine line) {

    private static final Pattern RESULT =
            Pattern.compile("(requested to shutdown|terminated|forced to terminate) vm ([0-9]+)");

    static Optional<EndLine> of(SaidLine line) {
        Matcher result = RESULT.matcher(line.text());
        if (line.voice() != SaidLine.Voice.RESULT || !result.matches()) {
            return Optional.empty();
        }
        return line.progress()
                .flatMap(progress -> Ids.parse(result.group(2))
                        .map(id -> new EndLine(progress, id, outcome(result.group(1)), line)));
    }

    static Optional<EndLine> first(List<SaidLine> lines) {
        return lines.stream().map(EndLine::of).flatMap(Optional::stream).findFirst();
    }

    /** Whether it is the answer for this VM: by name when asked by name, by id when asked by id. */
    boolean isAbout(String doing, VmRef vm) {
        boolean same = vm instanceof VmId wanted
                ? progress.name().isEmpty() && wanted.equals(id)
                : progress.name().filter(vm.operand()::equals).isPresent();
        return same && progress.doing().equals(doing);
    }

    private static StopReply.Outcome outcome(String text) {
        return switch (text) {
            case "terminated" -> StopReply.Outcome.TERMINATED;
            case "forced to terminate" -> StopReply.Outcome.FORCED;
            default -> StopReply.Outcome.REQUESTED;
        };
    }
}
