package io.vmm4j.exec;

/** What repeating a command would do; it decides whether the SDK may send it again after a lost connection. */
public enum Effect {
    /** Changes nothing on the host; may be repeated freely, and is, once, when the connection breaks. */
    READ,
    /** Brings about the same state each time; may be repeated after looking at the host. */
    IDEMPOTENT,
    /** Must never be repeated blindly: look for its effect first. */
    ONE_SHOT
}
