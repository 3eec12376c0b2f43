package io.vmm4j.pf;

import io.vmm4j.InvalidValueException;
import io.vmm4j.Ipv4Address;

/**
 * Connections to a port of the host that go to a guest.
 *
 * @param protocol TCP or UDP
 * @param port at the host
 * @param guest who gets them
 * @param guestPort at the guest
 */
public record PortForward(PfProtocol protocol, int port, Ipv4Address guest, int guestPort) {

    public PortForward {
        if (protocol == PfProtocol.ICMP) {
            throw InvalidValueException.of(PfError.PORT_WITHOUT_PROTOCOL, "port", Integer.toString(port));
        }
        PfPorts.of(port);
        PfPorts.of(guestPort);
    }

    /** A port of TCP. */
    public static PortForward tcp(int port, Ipv4Address guest, int guestPort) {
        return new PortForward(PfProtocol.TCP, port, guest, guestPort);
    }

    /** A port of UDP. */
    public static PortForward udp(int port, Ipv4Address guest, int guestPort) {
        return new PortForward(PfProtocol.UDP, port, guest, guestPort);
    }

    @Override
    public String toString() {
        return protocol + " " + port + " -> " + guest + ":" + guestPort;
    }
}
