/** The simulated host's network: interfaces, switches, neighbours, and the programs that show and change them. */
@NullMarked
package io.vmm4j.testkit.internal.net;

import org.jspecify.annotations.NullMarked;
