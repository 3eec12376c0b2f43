/** The vm.conf(5) of a host: read with what it includes, and changed by plans that say what vmd(8) will make of it. */
@NullMarked
package io.vmm4j.host.internal.conf;

import org.jspecify.annotations.NullMarked;
