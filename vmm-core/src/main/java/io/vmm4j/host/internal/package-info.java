/** How a host is probed, and how its VMs are created and controlled. */
@NullMarked
package io.vmm4j.host.internal;

import org.jspecify.annotations.NullMarked;
