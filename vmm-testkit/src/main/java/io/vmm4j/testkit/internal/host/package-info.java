/** Whole machines: what a fresh OpenBSD has on its disk, how people log in to it, and the executor that runs commands on it. */
@NullMarked
package io.vmm4j.testkit.internal.host;

import org.jspecify.annotations.NullMarked;
