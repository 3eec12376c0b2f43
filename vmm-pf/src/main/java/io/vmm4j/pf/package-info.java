/** pf(4), the packet filter of the host: what it reports. */
@NullMarked
package io.vmm4j.pf;

import org.jspecify.annotations.NullMarked;
