package io.vmm4j.vmctl.internal;

import io.vmm4j.DiskSpec;
import io.vmm4j.HostPath;
import io.vmm4j.VmId;
import io.vmm4j.VmRef;
import io.vmm4j.exec.Privilege;
import io.vmm4j.exec.Query;
import io.vmm4j.vmctl.CreatedDisk;
import io.vmm4j.vmctl.PauseReply;
import io.vmm4j.vmctl.StartRequest;
import io.vmm4j.vmctl.StartedVm;
import io.vmm4j.vmctl.StopReply;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lines by which vmctl(8) says that it has done what it was asked, and that it was what it was asked. */
public final class Confirmations {

    private static final Pattern CREATED = Pattern.compile("(raw|qcow2) imagefile created");
    private static final Pattern STARTED = Pattern.compile("started vm ([0-9]+) successfully, tty (/[!-~]{1,100})");
    private static final Pattern PAUSED = Pattern.compile("paused vm ([0-9]+) successfully");
    private static final Pattern UNPAUSED = Pattern.compile("unpaused vm ([0-9]+) successfully");

    private Confirmations() {}

    /** That a disk image was made. */
    public static Query.Reader<CreatedDisk> created(DiskSpec.New disk) {
        return VmctlReader.confirmed(
                Asked.disk(disk),
                reply -> message(reply, CREATED, (line, match) -> {
                    if (!match.group(1).equals(disk.image().format().toString())) {
                        throw reply.contradiction("it made an image of another format than " + disk.image());
                    }
                    return new CreatedDisk(disk.image(), reply.besides(line));
                }));
    }

    /** That a VM was started. */
    public static Query.Reader<StartedVm> started(StartRequest request, Privilege privilege) {
        return VmctlReader.confirmed(
                Asked.start(request, privilege),
                reply -> message(reply, STARTED, (line, match) -> {
                    VmId id = sameVm(reply, request.vm(), match.group(1));
                    return new StartedVm(id, HostPath.of(match.group(2)), reply.besides(line));
                }));
    }

    /** That a VM was paused. */
    public static Query.Reader<PauseReply> paused(VmRef vm) {
        return pause(vm, PAUSED);
    }

    /** That a VM was unpaused. */
    public static Query.Reader<PauseReply> unpaused(VmRef vm) {
        return pause(vm, UNPAUSED);
    }

    private static Query.Reader<PauseReply> pause(VmRef vm, Pattern pattern) {
        return VmctlReader.confirmed(
                Asked.vm(vm),
                reply -> message(
                        reply,
                        pattern,
                        (line, match) -> new PauseReply(sameVm(reply, vm, match.group(1)), reply.besides(line))));
    }

    /** That a VM was stopped, or asked to. */
    public static Query.Reader<StopReply> stopped(VmRef vm, Set<StopReply.Outcome> expected) {
        return end(vm, "stopping", expected);
    }

    /** That a VM has ended. */
    public static Query.Reader<StopReply> ended(VmRef vm) {
        return end(vm, "waiting for", Set.of(StopReply.Outcome.TERMINATED));
    }

    private static Query.Reader<StopReply> end(VmRef vm, String doing, Set<StopReply.Outcome> expected) {
        return VmctlReader.confirmed(Asked.vm(vm), reply -> {
            Optional<EndLine> end = EndLine.first(reply.lines());
            if (end.isEmpty()) {
                return Optional.empty();
            }
            EndLine line = end.get();
            if (!line.isAbout(doing, vm)) {
                throw reply.contradiction("it spoke of something else than " + doing + " " + vm);
            }
            if (!expected.contains(line.outcome())) {
                throw reply.contradiction("it was to wait for the end, and did not");
            }
            return Optional.of(new StopReply(line.id(), line.outcome(), reply.besides(line.line())));
        });
    }

    private static <T> Optional<T> message(Reply reply, Pattern pattern, BiFunction<SaidLine, Matcher, T> reading) {
        for (SaidLine line : reply.lines()) {
            Matcher matcher = pattern.matcher(line.text());
            if (line.voice() == SaidLine.Voice.MESSAGE && matcher.matches()) {
                return Optional.of(reading.apply(line, matcher));
            }
        }
        return Optional.empty();
    }

    private static VmId sameVm(Reply reply, VmRef asked, String digits) {
        VmId id = Ids.parse(digits).orElseThrow(() -> reply.contradiction("no VM has the id " + digits));
        if (asked instanceof VmId wanted && !wanted.equals(id)) {
            throw reply.contradiction("it spoke of VM " + id + " instead of " + wanted);
        }
        return id;
    }
}
