package io.vmm4j.examples.cli;

/** How guests of a network reach others. */
enum NetworkMode {
    /** The host routes between them and the world. */
    ROUTED,
    /** By local interfaces, whose addresses are vmd's. */
    LOCAL,
    /** By a bridge that is there. */
    BRIDGED
}
