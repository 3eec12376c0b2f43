/** pf(4) on the host. */
@NullMarked
package io.vmm4j.pf;

import org.jspecify.annotations.NullMarked;
