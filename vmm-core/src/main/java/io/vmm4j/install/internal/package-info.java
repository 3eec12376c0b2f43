/** How the files of {@link io.vmm4j.install} are made, and the parts of a serial console. Not for applications. */
@NullMarked
package io.vmm4j.install.internal;

import org.jspecify.annotations.NullMarked;
