/** pfctl(8), and the packet filter that a machine has. */
@NullMarked
package io.vmm4j.testkit.internal.pf;

import org.jspecify.annotations.NullMarked;
