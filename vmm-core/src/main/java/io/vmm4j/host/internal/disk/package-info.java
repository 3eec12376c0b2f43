/** How disk images on a host are made, looked at and removed. */
@NullMarked
package io.vmm4j.host.internal.disk;

import org.jspecify.annotations.NullMarked;
