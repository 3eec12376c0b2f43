package io.vmm4j.host;

/** How much a {@link Symptom} matters; the worst comes first. */
public enum Severity {
    /** VMs cannot run, or would be lost. */
    ERROR,
    /** Something that VMs may need does not work. */
    WARNING,
    /** Worth knowing. */
    NOTE
}
