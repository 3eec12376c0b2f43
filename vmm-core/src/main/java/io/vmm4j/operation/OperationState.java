package io.vmm4j.operation;

/** How far an operation has come. */
public enum OperationState {
    /** A program died, or stopped, before it was over; it can be resumed or undone. */
    UNFINISHED,
    /** Its steps are being done. */
    RUNNING,
    /** What was done is being undone. */
    UNDOING,
    /** It has succeeded. */
    SUCCEEDED,
    /** It has failed or was cancelled, and everything was undone. */
    UNDONE,
    /** It has failed or was cancelled, and not everything could be undone. */
    LEFTOVERS
}
