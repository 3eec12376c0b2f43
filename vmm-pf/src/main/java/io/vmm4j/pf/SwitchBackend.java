package io.vmm4j.pf;

/** What a switch is made of. */
public enum SwitchBackend {
    /** veb(4), with a vport(4) for the host. Packets between guests pass by pf(4). OpenBSD 6.9 and later. */
    VEB("veb", "vport"),
    /** bridge(4), with a vether(4) for the host. pf(4) sees each packet on the tap(4) of each guest. */
    BRIDGE("bridge", "vether");

    private final String device;
    private final String hostPort;

    SwitchBackend(String device, String hostPort) {
        this.device = device;
        this.hostPort = hostPort;
    }

    /** The driver that connects: {@code veb}. */
    public String device() {
        return device;
    }

    /** The driver of the interface that has the host's address: {@code vport}. */
    public String hostPort() {
        return hostPort;
    }
}
