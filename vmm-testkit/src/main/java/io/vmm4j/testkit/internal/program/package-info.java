/**
 * Programs of OpenBSD's base system: their options, messages, streams and exit statuses, as far as the SDK and its tests use them.
 * An option that is not simulated is refused with the program's usage, as an unknown one is.
 */
@NullMarked
package io.vmm4j.testkit.internal.program;

import org.jspecify.annotations.NullMarked;
