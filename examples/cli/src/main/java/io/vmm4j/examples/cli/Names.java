package io.vmm4j.examples.cli;

import io.vmm4j.VmName;
import java.util.List;
import java.util.stream.Collectors;

/** Names of VMs in a sentence. */
final class Names {

    private Names() {}

    static String listed(List<VmName> vms) {
        return vms.stream().map(VmName::value).collect(Collectors.joining(", "));
    }
}
