/**
 * Where time comes from: {@link io.vmm4j.time.Timeline} is the only source of now, sleep and schedule in the SDK, so that
 * a wait of thirty minutes is tested in milliseconds by the code that will wait thirty minutes for real.
 */
@NullMarked
package io.vmm4j.time;

import org.jspecify.annotations.NullMarked;
