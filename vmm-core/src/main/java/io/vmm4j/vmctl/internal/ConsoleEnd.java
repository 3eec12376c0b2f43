package io.vmm4j.vmctl.internal;

import io.vmm4j.VmRef;
import io.vmm4j.exec.Answer;
import io.vmm4j.exec.Query;
import io.vmm4j.vmctl.Accepted;
import java.util.List;

/** Reads how a console ended. A terminal has one stream, so a message is the last line after all that the guest printed. */
public final class ConsoleEnd implements Query.Reader<Accepted> {

    private final VmRef vm;

    /** A reader for the console of one VM. */
    public ConsoleEnd(VmRef vm) {
        this.vm = vm;
    }

    @Override
    public Accepted read(Answer answer) {
        Reply reply = new Reply(Asked.vm(vm), answer, lastLine(answer));
        if (!reply.succeeded()) {
            throw reply.failure().orElseGet(reply::unrecognised);
        }
        return new Accepted(List.of());
    }

    private static String lastLine(Answer answer) {
        String printed = answer.result().stdout() + "\n" + answer.result().stderr();
        return printed.lines().filter(line -> !line.isBlank()).reduce("", (first, second) -> second);
    }
}
