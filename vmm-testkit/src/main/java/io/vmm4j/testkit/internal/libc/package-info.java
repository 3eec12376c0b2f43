/** The parts of OpenBSD's C library whose exact rules the simulated programs show: numbers, sizes, options, error texts. */
@NullMarked
package io.vmm4j.testkit.internal.libc;

import org.jspecify.annotations.NullMarked;
