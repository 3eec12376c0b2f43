package io.vmm4j.host.internal.rights;

import java.util.List;

/** Commands that a diagnosis asks root for, word by word as doas.conf(5) can permit them. All of them only read. */
public final class RootReads {

    /** The VMs that vmd(8) knows. */
    public static final List<String> STATUS = List.of("vmctl", "status");

    /** vm.conf(5). */
    public static final List<String> CONFIGURATION = List.of("cat", "/etc/vm.conf");

    /** What vmd(8) says of it. */
    public static final List<String> VERDICT = List.of("vmd", "-n");

    /** What vmd(8) said lately. */
    public static final List<String> LOG = List.of("tail", "-n", "60", "/var/log/daemon");

    /** Whether pf(4) is enabled. */
    public static final List<String> FILTER = List.of("pfctl", "-si");

    /** The rules of pf(4), those of its anchors included. */
    public static final List<String> RULES = List.of("pfctl", "-a", "*", "-sr");

    /** All of them. */
    public static final List<List<String>> ALL = List.of(STATUS, CONFIGURATION, VERDICT, LOG, FILTER, RULES);

    private RootReads() {}
}
