package io.vmm4j.error;

/**
 * What went wrong, as a constant that programs can compare and translators can key their texts by.
 *
 * <p>Each layer keeps its codes in an enum of its own that implements this interface. Texts are English templates whose
 * places, such as <code>{host}</code>, are filled from {@link Problem#arguments()}.
 */
public interface ErrorCode {

    /** Lower-case words joined by hyphens, unique in the SDK, never changed once released: {@code vm-not-found}. */
    String id();

    /** What happened, in one sentence. */
    String message();

    /** What to do next, addressed to an administrator. */
    String hint();

    /** Whether the same call may succeed later without anybody changing anything. */
    default boolean retryable() {
        return false;
    }
}
