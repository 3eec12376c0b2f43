package io.vmm4j.vmconf;

import java.time.Duration;
import java.util.Optional;

/** A setting of vmd(8) itself, outside any block of vm.conf(5). Of two of one kind the later one holds. */
public sealed interface GlobalSetting {

    /**
     * {@code local prefix}: where the addresses of local interfaces come from, 100.64.0.0/10 by default.
     *
     * @param prefix the prefix, with a mask of 1 to 16 bits, 16 if it has none
     */
    record LocalPrefix(String prefix) implements GlobalSetting {}

    /**
     * {@code local inet6}: IPv6 addresses for local interfaces.
     *
     * @param prefix the prefix, of at most 64 bits; empty for a random one
     */
    record LocalInet6(Optional<String> prefix) implements GlobalSetting {}

    /**
     * {@code socket owner}: who may talk to vmd(8).
     *
     * @param owner who
     */
    record SocketOwner(Owner owner) implements GlobalSetting {}

    /**
     * {@code agentx}: vmd(8) reports its VMs to an SNMP agent.
     *
     * @param context the SNMP context; empty for the default one
     * @param path the agent's socket, absolute; empty for the default one
     */
    record Agentx(Optional<String> context, Optional<String> path) implements GlobalSetting {}

    /**
     * {@code staggered start}: how VMs are started when vmd(8) starts. Without it as many at a time as there are processors,
     * every 30 seconds.
     *
     * @param parallel how many at a time
     * @param delay how long until the next ones, in whole seconds
     */
    record StaggeredStart(long parallel, Duration delay) implements GlobalSetting {}
}
