/** Applies plans. */
@NullMarked
package io.vmm4j.plan.internal;

import org.jspecify.annotations.NullMarked;
