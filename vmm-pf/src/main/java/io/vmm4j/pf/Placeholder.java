package io.vmm4j.pf;
/** Temporary. */
public final class Placeholder {
    private Placeholder() {}
}
