/** The way of packets through a simulated host: interfaces, switches, filter, routes. */
@NullMarked
package io.vmm4j.testkit.internal.traffic;

import org.jspecify.annotations.NullMarked;
