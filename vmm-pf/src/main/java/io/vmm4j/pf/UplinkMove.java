package io.vmm4j.pf;

import io.vmm4j.Ipv4Address;
import io.vmm4j.plan.Plan;
import java.util.Objects;

/**
 * What is to be done to move the addresses of a host off an interface, or back. Printing the plan is the dry run. Immutable.
 *
 * @param interfaceName the interface with the cable: {@code em0}
 * @param address the host's address, the first one if it has several
 * @param device the veb(4) that the interface is, or was, a member of
 * @param hostPort the vport(4) that has, or had, the address there
 * @param plan what is done, guarded
 */
public record UplinkMove(String interfaceName, Ipv4Address address, String device, String hostPort, Plan plan) {

    public UplinkMove {
        Objects.requireNonNull(interfaceName, "interfaceName");
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(device, "device");
        Objects.requireNonNull(hostPort, "hostPort");
        Objects.requireNonNull(plan, "plan");
    }

    /** Whether this is what somebody has agreed to. */
    public boolean isAgreedTo(UplinkConsent consent) {
        return consent.interfaceName().equals(interfaceName)
                && consent.address().equals(address);
    }
}
