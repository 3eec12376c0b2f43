package io.vmm4j.testkit.internal.vmd.vmctl;

import io.vmm4j.testkit.internal.fs.Files;
import io.vmm4j.testkit.internal.kernel.Machine;
import io.vmm4j.testkit.internal.vmd.MachineConfHost;
import io.vmm4j.testkit.internal.vmd.config.DiskFormat;

/**
 * An image on the command line.
 *
 * @param path where it is or shall be
 * @param format by its prefix, its signature, its extension; raw if none of them tells
 */
record DiskArgument(String path, DiskFormat format) {

    static DiskArgument parse(Machine machine, Files files, String text) {
        for (DiskFormat format : DiskFormat.values()) {
            String prefix = format.word() + ":";
            if (text.startsWith(prefix)) {
                return new DiskArgument(text.substring(prefix.length()), format);
            }
        }
        DiskFormat signature = DiskFormat.ofSignature(new MachineConfHost(machine, files).signature(text));
        if (signature == DiskFormat.QCOW2) {
            return new DiskArgument(text, signature);
        }
        String extension = text.substring(text.lastIndexOf('.') + 1);
        boolean hasExtension = text.indexOf('.') >= 0;
        return new DiskArgument(
                text, hasExtension ? DiskFormat.named(extension).orElse(DiskFormat.RAW) : DiskFormat.RAW);
    }
}
