package io.vmm4j.pf;

/**
 * The interface of a host that has the cable, and that is to be shared with guests by a veb(4). A member of a veb(4) cannot have
 * addresses: those of the host move to a vport(4) beside it. Nothing else in this SDK moves an address of a host, and this needs a
 * {@link UplinkConsent} for it. Immutable; thread safe; every call asks the host.
 *
 * <p>The plan is guarded: unless a new connection gets in afterwards, the host takes it back by itself. Connections that are there go
 * on, as their addresses stay the same. The vport(4) has a link-layer address of its own: a network that permits but one behind each
 * socket lets nobody in then, and the host is as it was a minute later.
 *
 * <p>Only static IPv4 addresses move, those of lines with {@code inet} in the interface's hostname.if(5), with the default route of
 * mygate(5). Addresses by DHCP and IPv6 are refused.
 */
public interface HostUplink {

    /** What it is called: {@code em0}. */
    String interfaceName();

    /**
     * What has to be done so that the interface is a member of a veb(4) of its own, on which the host has its addresses: now, and once
     * the plan is confirmed also at boot. Reads only. An empty plan if it is so already.
     *
     * @throws PfException if its addresses are not static, or something else depends on it
     */
    UplinkMove plan();

    /**
     * What has to be done so that the interface has its addresses itself again, and its hostname.if(5) file is to the byte what it was
     * or what others have made of it since. Reads only. An empty plan if nothing was moved.
     *
     * @throws PfException if guests or networks are on the veb(4) still
     */
    UplinkMove removal();

    /**
     * Does exactly what a plan says.
     *
     * @param consent that of whoever answers for the host: names the interface and the address that move
     * @throws PfException if it is a consent to something else; nothing is done then
     * @throws io.vmm4j.plan.PlanException if the host has changed since, is being changed by somebody else, or a step failed; then
     *     everything was taken back, or will be by the host itself
     */
    void apply(UplinkMove move, UplinkConsent consent);
}
