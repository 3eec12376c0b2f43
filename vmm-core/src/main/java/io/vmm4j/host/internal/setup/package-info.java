/** Makes plans to enable and to disable vmd(8) on a host, and applies them. */
@NullMarked
package io.vmm4j.host.internal.setup;

import org.jspecify.annotations.NullMarked;
