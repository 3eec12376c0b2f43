package io.vmm4j.vmctl.internal;

import io.vmm4j.VmStatus;
import io.vmm4j.exec.Answer;
import io.vmm4j.exec.Query;
import io.vmm4j.vmctl.StatusTable;
import java.util.List;

/**
 * Reads {@code vmctl status}. A header alone means that there is no VM to list, with exit status 1 as with 0; no header means
 * that vmd(8) was not asked.
 */
public final class StatusReader implements Query.Reader<StatusTable> {

    /** A reader of both shapes of the table. */
    public StatusReader() {}

    @Override
    public StatusTable read(Answer answer) {
        Reply reply = new Reply(Asked.host(), answer);
        var failure = reply.failure();
        boolean complains = reply.lines().stream().anyMatch(line -> line.voice() == SaidLine.Voice.MESSAGE);
        if (!reply.succeeded()
                && (failure.isPresent() || complains || reply.stdout().isBlank())) {
            throw failure.orElseGet(reply::unrecognised);
        }
        if (failure.isPresent()) {
            throw reply.contradiction("it succeeded, and said that it failed");
        }
        List<VmStatus> vms = rows(reply);
        if (!reply.succeeded() && !vms.isEmpty()) {
            throw reply.contradiction("it failed as if there were no VM, and listed " + vms.size());
        }
        return new StatusTable(vms, reply.allLines());
    }

    private static List<VmStatus> rows(Reply reply) {
        try {
            return StatusParser.parse(reply.stdout());
        } catch (UnreadableTableException e) {
            throw reply.unreadableStatus(e.reason());
        }
    }
}
