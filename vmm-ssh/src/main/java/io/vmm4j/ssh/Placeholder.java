package io.vmm4j.ssh;
/** Temporary. */
public final class Placeholder {
    private Placeholder() {}
}
