/** OpenBSD in a VM: its installer on the serial console, and the system that it leaves on the disk. */
@NullMarked
package io.vmm4j.testkit.internal.openbsd;

import org.jspecify.annotations.NullMarked;
