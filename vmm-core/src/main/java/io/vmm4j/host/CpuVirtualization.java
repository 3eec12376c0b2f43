package io.vmm4j.host;

/** What the processor has for virtual machines, as vmm(4) names it when it attaches. */
public enum CpuVirtualization {
    /** Intel's, with extended page tables. */
    VMX_EPT,
    /** AMD's, with nested page tables. */
    SVM_RVI,
    /** None that vmm(4) can use. */
    NONE,
    /** The host's boot messages do not tell. */
    UNKNOWN
}
