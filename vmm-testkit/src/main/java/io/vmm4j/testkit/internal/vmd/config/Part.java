package io.vmm4j.testkit.internal.vmd.config;

/** The kinds of settings that a request or a vm.conf(5) block made, and that a template may allow its instances to make. */
public enum Part {
    CDROM,
    DISK,
    INSTANCE,
    KERNEL,
    MEMORY,
    NETWORK
}
