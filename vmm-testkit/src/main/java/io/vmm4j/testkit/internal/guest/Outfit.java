package io.vmm4j.testkit.internal.guest;

import io.vmm4j.testkit.internal.host.MachineSpec;
import io.vmm4j.testkit.internal.kernel.Uname;
import java.util.Map;

/**
 * What makes a Linux of a plain one.
 *
 * @param kernel what it says of its kernel
 * @param files what is on its disk besides, or instead of, a plain one's files, by path
 * @param diskKilobytes the size of its root file system
 */
public record Outfit(Uname kernel, Map<String, MachineSpec.FileSpec> files, long diskKilobytes) {

    /** Keeps a copy. */
    public Outfit {
        files = Map.copyOf(files);
    }
}
