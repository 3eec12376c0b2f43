package io.vmm4j.host;

/** What rcctl(8) makes of a daemon. */
public enum ServiceStatus {
    /** It runs. */
    RUNNING,
    /** It is to run, and does not. */
    STOPPED,
    /** It does not run, and is not to. */
    DISABLED
}
