/**
 * A real OpenSSH server on loopback, and a proxy that breaks connections: what an executor for SSH is tested against beside
 * the simulated host.
 */
@NullMarked
package io.vmm4j.testkit.openssh;

import org.jspecify.annotations.NullMarked;
