/** How looks at a host become events, and how these reach whoever listens. */
@NullMarked
package io.vmm4j.event.internal;

import org.jspecify.annotations.NullMarked;
