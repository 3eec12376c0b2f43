/** The packet filter as far as it can be looked at: pf(4), pfctl(8). It filters nothing. */
@NullMarked
package io.vmm4j.testkit.internal.pf;

import org.jspecify.annotations.NullMarked;
