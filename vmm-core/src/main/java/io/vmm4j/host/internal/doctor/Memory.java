package io.vmm4j.host.internal.doctor;

import io.vmm4j.MemorySize;
import io.vmm4j.vmconf.Located;
import io.vmm4j.vmconf.VmConf;
import io.vmm4j.vmconf.VmDefinition;

/** How much memory VMs of vm.conf(5) have. */
final class Memory {

    private static final int DEEPEST = 32;

    private Memory() {}

    /** The memory of a VM in mebibytes: its own, or that of the VM it is an instance of, or what vmd(8) gives by itself. */
    static long of(VmDefinition vm, VmConf conf) {
        VmDefinition at = vm;
        for (int depth = 0;
                depth < DEEPEST && at.memory().isEmpty() && at.parent().isPresent();
                depth++) {
            VmDefinition child = at;
            at = conf.vm(at.parent().get()).map(Located::value).orElse(child);
        }
        return at.memory().orElse(MemorySize.DEFAULT).mebibytes();
    }
}
