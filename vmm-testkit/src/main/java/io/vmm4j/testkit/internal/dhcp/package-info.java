/** dhcpd(8): its configuration, its leases, and whom it serves. */
@NullMarked
package io.vmm4j.testkit.internal.dhcp;

import org.jspecify.annotations.NullMarked;
