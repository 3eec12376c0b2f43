package io.vmm4j.host.internal;

import io.vmm4j.VmSpec;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.Query;
import java.util.List;

/** The specifications that the SDK keeps on a host. */
public final class RecordedVms {

    private RecordedVms() {}

    /** All that can be read. */
    public static Query<List<VmSpec>> query(HostContext context) {
        return new Query<>(
                Command.read(Records.command(context.records())),
                answer -> List.copyOf(
                        Records.of(context.records(), answer).readable().values()));
    }
}
