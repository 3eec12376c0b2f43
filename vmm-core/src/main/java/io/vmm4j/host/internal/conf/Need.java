package io.vmm4j.host.internal.conf;

/** What vmd(8) must be told before a change of its files is in effect, as far as telling helps. Each covers those before it. */
enum Need {
    /** Nothing: it would make no difference now. */
    NOTHING,
    /** The new definitions alone, by {@code vmctl load}. */
    LOAD,
    /** Everything, by {@code vmctl reload}. */
    RELOAD;

    Need and(Need other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
