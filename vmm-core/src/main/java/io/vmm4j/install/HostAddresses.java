package io.vmm4j.install;

import io.vmm4j.Ipv4Address;

/**
 * The addresses of a host and its guest on the network between them. They are known only when vmd(8) has started the VM, so
 * that files which name them hold {@link #HOST_PLACE} and {@link #GUEST_PLACE} until then.
 *
 * @param host the host's address, as the guest sees it
 * @param guest the guest's address, as the host sees it
 */
public record HostAddresses(Ipv4Address host, Ipv4Address guest) {

    /** Where the host's address belongs. */
    public static final String HOST_PLACE = "@VMM4J-HOST@";

    /** Where the guest's address belongs. */
    public static final String GUEST_PLACE = "@VMM4J-GUEST@";

    /** The text with both in their places. */
    public String fill(String text) {
        return text.replace(HOST_PLACE, host.toString()).replace(GUEST_PLACE, guest.toString());
    }
}
