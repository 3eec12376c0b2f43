/** How the SSH executors work: connections, channels, host keys, kept shells, and the system's own ssh. */
@NullMarked
package io.vmm4j.ssh.internal;

import org.jspecify.annotations.NullMarked;
