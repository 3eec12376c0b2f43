package io.vmm4j.testkit;

/** What the simulated host's processor offers to vmm(4). */
public enum CpuVirtualization {
    /** Intel's, with extended page tables. */
    VMX_EPT,
    /** AMD's, with rapid virtualization indexing. */
    SVM_RVI,
    /** Nothing, or it is turned off in the machine's setup. */
    NONE
}
