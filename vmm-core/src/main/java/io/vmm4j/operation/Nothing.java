package io.vmm4j.operation;

/** What a step hands on that has nothing to hand on. */
public enum Nothing {
    NOTHING
}
