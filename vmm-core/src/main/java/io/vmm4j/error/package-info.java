/**
 * How the SDK fails: one unchecked root, {@link io.vmm4j.error.VmmException}, whose every instance carries a stable
 * {@link io.vmm4j.error.ErrorCode}, a hint that a person can act on, and the {@link io.vmm4j.error.Transcript} of the
 * commands that led to it.
 */
@NullMarked
package io.vmm4j.error;

import org.jspecify.annotations.NullMarked;
