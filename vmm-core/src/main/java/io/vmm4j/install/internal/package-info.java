/**
 * How the files of {@link io.vmm4j.install} are made, and the parts of its serial console: bytes, characters, lines, what is kept of
 * them, and the far shell. Not for applications.
 */
@NullMarked
package io.vmm4j.install.internal;

import org.jspecify.annotations.NullMarked;
