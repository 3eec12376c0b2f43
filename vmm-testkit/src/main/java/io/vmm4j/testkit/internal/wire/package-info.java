/** Connections between the machines of a simulation: addresses, ports, and byte streams between them. No sockets. */
@NullMarked
package io.vmm4j.testkit.internal.wire;

import org.jspecify.annotations.NullMarked;
