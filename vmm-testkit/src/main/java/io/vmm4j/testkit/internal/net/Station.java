package io.vmm4j.testkit.internal.net;

import java.time.Instant;

/**
 * A line of a switch's address cache.
 *
 * @param lladdr whom the switch has heard
 * @param port on which member
 * @param heard when last
 */
public record Station(Lladdr lladdr, String port, Instant heard) {}
