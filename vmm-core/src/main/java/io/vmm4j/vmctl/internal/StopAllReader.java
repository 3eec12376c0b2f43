package io.vmm4j.vmctl.internal;

import io.vmm4j.InvalidValueException;
import io.vmm4j.VmName;
import io.vmm4j.exec.Answer;
import io.vmm4j.exec.Query;
import io.vmm4j.vmctl.StopAllReply;
import io.vmm4j.vmctl.StopReply;
import io.vmm4j.vmctl.VmctlFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what {@code vmctl stop -a} says of each VM; its exit status tells only whether vmd(8) could be asked. */
public final class StopAllReader implements Query.Reader<StopAllReply> {

    private final Set<StopReply.Outcome> expected;

    /** A reader that takes these outcomes for what was asked. */
    public StopAllReader(Set<StopReply.Outcome> expected) {
        this.expected = Set.copyOf(expected);
    }

    @Override
    public StopAllReply read(Answer answer) {
        Reply reply = new Reply(Asked.host(), answer);
        if (!reply.succeeded()) {
            throw reply.failure().orElseGet(reply::unrecognised);
        }
        Map<VmName, StopReply> stopped = new LinkedHashMap<>();
        Map<VmName, VmctlFailure> failed = new LinkedHashMap<>();
        List<String> warnings = new ArrayList<>();
        for (SaidLine line : reply.lines()) {
            Optional<String> vm = line.progress().flatMap(SaidLine.Progress::name);
            if (vm.isEmpty()) {
                warnings.add(line.raw());
                continue;
            }
            VmName name = name(reply, vm.get());
            EndLine.of(line)
                    .ifPresentOrElse(
                            end -> stopped.put(name, stopped(reply, end)),
                            () -> failed.put(name, failure(reply, line)));
        }
        return new StopAllReply(stopped, failed, warnings);
    }

    private StopReply stopped(Reply reply, EndLine end) {
        if (!expected.contains(end.outcome())) {
            throw reply.contradiction("it was to wait for the end, and did not");
        }
        return new StopReply(end.id(), end.outcome(), List.of());
    }

    private static VmctlFailure failure(Reply reply, SaidLine line) {
        return Messages.find(List.of(line))
                .map(match -> reply.meaningOf(match.failure()))
                .orElse(VmctlFailure.UNRECOGNISED);
    }

    private static VmName name(Reply reply, String text) {
        try {
            return VmName.observed(text);
        } catch (InvalidValueException e) {
            throw reply.contradiction("it spoke of a VM that cannot be");
        }
    }
}
