/** How guests are reached. */
@NullMarked
package io.vmm4j.guest.internal;

import org.jspecify.annotations.NullMarked;
