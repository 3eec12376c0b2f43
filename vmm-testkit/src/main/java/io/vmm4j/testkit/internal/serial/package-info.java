/** Serial lines of guests as terminals of the host: pty(4). */
@NullMarked
package io.vmm4j.testkit.internal.serial;

import org.jspecify.annotations.NullMarked;
