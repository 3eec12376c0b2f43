/** How catalogues are read and media fetched. */
@NullMarked
package io.vmm4j.media.internal;

import org.jspecify.annotations.NullMarked;
