/**
 * sshd(8) for simulated machines, on Apache MINA SSHD: on a loopback port for the host, on the simulation's own wire for guests, so
 * that a guest can only be reached through its host.
 */
@NullMarked
package io.vmm4j.testkit.internal.server;

import org.jspecify.annotations.NullMarked;
