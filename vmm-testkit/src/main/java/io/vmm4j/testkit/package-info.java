/** A simulated OpenBSD host for tests. */
@NullMarked
package io.vmm4j.testkit;

import org.jspecify.annotations.NullMarked;
