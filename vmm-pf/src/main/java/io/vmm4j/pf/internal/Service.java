package io.vmm4j.pf.internal;

/** Whether a service of rc.d(8) runs. */
enum Service {
    RUNS,
    STOPPED,
    /** rcctl(8) said something else. */
    UNKNOWN
}
