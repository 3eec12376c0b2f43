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
 * @param doing {@code stopping} or {@code waiting for}
 * @param name the VM as it was asked for; empty when that was an id
 * @param id its number
 * @param outcome what became of it
 * @param line the line itself
 */
record EndLine(String doing, Optional<String> name, VmId id, StopReply.Outcome outcome, SaidLine line) {

    private static final Pattern PROGRESS = Pattern.compile("(stopping|waiting for) vm(?: ([^:]*))?: ");
    private static final Pattern RESULT =
            Pattern.compile("(requested to shutdown|terminated|forced to terminate) vm ([0-9]+)");

    static Optional<EndLine> of(SaidLine line) {
        Matcher progress = PROGRESS.matcher(line.progress());
        Matcher result = RESULT.matcher(line.text());
        if (line.voice() != SaidLine.Voice.RESULT || !progress.matches() || !result.matches()) {
            return Optional.empty();
        }
        return Ids.parse(result.group(2))
                .map(id -> new EndLine(
                        progress.group(1), Optional.ofNullable(progress.group(2)), id, outcome(result.group(1)), line));
    }

    static Optional<EndLine> first(List<SaidLine> lines) {
        return lines.stream().map(EndLine::of).flatMap(Optional::stream).findFirst();
    }

    /** Whether it is the answer for this VM: by name when asked by name, by id when asked by id. */
    boolean isAbout(VmRef vm) {
        return vm instanceof VmId wanted
                ? name.isEmpty() && wanted.equals(id)
                : name.filter(vm.operand()::equals).isPresent();
    }

    private static StopReply.Outcome outcome(String text) {
        return switch (text) {
            case "terminated" -> StopReply.Outcome.TERMINATED;
            case "forced to terminate" -> StopReply.Outcome.FORCED;
            default -> StopReply.Outcome.REQUESTED;
        };
    }
}
