package io.vmm4j.vmconf;

/** Whether the memory of a VM is encrypted by the processor. {@code sev} and {@code seves} of vm.conf(5). */
public enum MemoryEncryption {
    NONE,
    /** AMD Secure Encrypted Virtualization. */
    SEV,
    /** The same with the registers encrypted too; known to vmd(8) from 7.8 on. */
    SEV_ES
}
