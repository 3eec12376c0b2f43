package io.vmm4j.testkit.internal.pf.rule;

/**
 * To which addresses and ports packets are redirected or translated.
 *
 * @param host the addresses
 * @param firstPort the first port, 0 for none
 * @param lastPort the last port, 0 for none
 * @param selection how an address is chosen, as pfctl prints it with a blank before it; empty for the only one
 * @param stickyAddress whether a source keeps its address
 */
public record Pool(Host host, int firstPort, int lastPort, String selection, boolean stickyAddress) {

    /** The ports that {@code nat-to} takes if none are given. */
    public static final int PROXY_LOW = 50001;

    public static final int PROXY_HIGH = 65535;

    /** Whether the source's port stays. */
    public boolean isStaticPort() {
        return firstPort == 0 && lastPort == 0;
    }

    String nat() {
        String ports = "";
        boolean usual = firstPort == PROXY_LOW && lastPort == PROXY_HIGH;
        if (!usual && !isStaticPort()) {
            ports = " port " + firstPort + (firstPort == lastPort ? "" : ":" + lastPort);
        }
        return " nat-to " + host + ports + selection + (stickyAddress ? " sticky-address" : "")
                + (isStaticPort() ? " static-port" : "");
    }

    String rdr() {
        String ports = firstPort == 0
                ? ""
                : " port " + firstPort + (lastPort != 0 && lastPort != firstPort ? ":" + lastPort : "");
        return " rdr-to " + host + ports + selection + (stickyAddress ? " sticky-address" : "");
    }
}
