/** The parts of a serial console: bytes, characters, lines, what is kept of them, and the far shell. */
@NullMarked
package io.vmm4j.install.internal;

import org.jspecify.annotations.NullMarked;
