/** How host networking is planned and read; not for use outside of this module. */
@NullMarked
package io.vmm4j.pf.internal;

import org.jspecify.annotations.NullMarked;
