package io.vmm4j.testkit.internal.pf;

/** What pfctl(8) shows of settings that the simulation does not let anybody change: their defaults. */
final class PfctlConstants {

    static final String TIMEOUTS = """
            tcp.first                   120s
            tcp.opening                  30s
            tcp.established           86400s
            tcp.closing                 900s
            tcp.finwait                  45s
            tcp.closed                   90s
            tcp.tsdiff                   30s
            udp.first                    60s
            udp.single                   30s
            udp.multiple                 60s
            icmp.first                   20s
            icmp.error                   10s
            other.first                  60s
            other.single                 30s
            other.multiple               60s
            frag                         60s
            interval                     10s
            adaptive.start            60000 states
            adaptive.end             120000 states
            src.track                     0s
            """;
    static final String LIMITS = """
            states        hard limit   100000
            src-nodes     hard limit    10000
            frags         hard limit     1024
            tables        hard limit     1000
            table-entries hard limit   200000
            pktdelay-pkts hard limit    10000
            anchors       hard limit      512
            """;

    private PfctlConstants() {}
}
