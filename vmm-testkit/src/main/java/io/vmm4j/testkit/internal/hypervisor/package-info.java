/** The hypervisor's part of a simulated host, put together: daemons, programs, devices, interfaces, guests. */
@NullMarked
package io.vmm4j.testkit.internal.hypervisor;

import org.jspecify.annotations.NullMarked;
