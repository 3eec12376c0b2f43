package io.vmm4j.disk;

/** Watches a conversion, and can end it. Called on the thread that converts, after each few mebibytes; it should return at once. */
@FunctionalInterface
public interface ConversionMonitor {

    /**
     * Tells how far the conversion is.
     *
     * @param done bytes of the disk that are done, never fewer than before
     * @param total bytes of the disk
     */
    void progress(long done, long total);

    /** Whether to give up: the conversion then fails with {@link Qcow2Error#CANCELLED} and leaves nothing behind. */
    default boolean cancelled() {
        return false;
    }

    /** Looks away. */
    static ConversionMonitor none() {
        return (done, total) -> {};
    }
}
