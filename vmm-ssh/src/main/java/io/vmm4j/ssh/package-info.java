/** Executors for hosts reached over SSH. */
@NullMarked
package io.vmm4j.ssh;

import org.jspecify.annotations.NullMarked;
