package io.vmm4j.testkit.internal.vmd;

/** What vmd(8) remembers of a VM's state. Several hold at the same time, and some stay when they should not. */
public enum VmState {
    RUNNING,
    DISABLED,
    SHUTDOWN,
    WAITING,
    PAUSED
}
