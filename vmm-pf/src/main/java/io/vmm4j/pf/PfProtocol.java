package io.vmm4j.pf;

import java.util.Locale;

/** A protocol that a rule of pf.conf(5) can be about. */
public enum PfProtocol {
    TCP,
    UDP,
    ICMP;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
