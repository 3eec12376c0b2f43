/** Small machines inside the VMs of a simulated host: something to log in to once a VM has booted. */
@NullMarked
package io.vmm4j.testkit.internal.guest;

import org.jspecify.annotations.NullMarked;
