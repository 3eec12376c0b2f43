package io.vmm4j.testkit.internal.hypervisor;

import java.util.ArrayList;
import java.util.List;

/** Texts of vm.conf(5) for the stage. */
public final class VmConf {

    private VmConf() {}

    /** A VM with a kernel and a disk of its own, /vm/dN.raw, that is not started by itself. */
    public static String off(String name, int disk, String... options) {
        return on(name, disk, join("disable", options));
    }

    /** The same, started by itself. */
    public static String on(String name, int disk, String... options) {
        return "vm \"" + name + "\" {\n\t"
                + String.join("\n\t", join("boot \"/root/guest.elf\"\n\tdisk \"/vm/d" + disk + ".raw\"", options))
                + "\n}";
    }

    private static String[] join(String first, String... others) {
        List<String> all = new ArrayList<>(List.of(first));
        all.addAll(List.of(others));
        return all.toArray(String[]::new);
    }
}
