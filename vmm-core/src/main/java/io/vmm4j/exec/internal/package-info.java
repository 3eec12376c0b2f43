/** What the executors share: the life of a running command, scripts for transports that need a shell, file copying. */
@NullMarked
package io.vmm4j.exec.internal;

import org.jspecify.annotations.NullMarked;
