/** How the files of {@link io.vmm4j.install} are made. Not for applications. */
@NullMarked
package io.vmm4j.install.internal;

import org.jspecify.annotations.NullMarked;
