package io.vmm4j.host;

/**
 * What a host is there for, when virtual machines can run on it.
 *
 * @param name always {@code VMM Host}
 * @param status what becomes of vmd(8) on it
 * @param vms how many VMs vmd(8) knows, running or not; 0 if it does not run, or does not tell this
 *     user
 */
public record HostRole(String name, ServiceStatus status, int vms) {

    /** The name of the role. */
    public static final String VMM_HOST = "VMM Host";
}
