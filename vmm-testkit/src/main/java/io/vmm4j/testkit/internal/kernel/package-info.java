/**
 * The simulated machine: processes, accounts, errors, the state that its programs share.
 *
 * <p>Text inside the simulator is bytes, as in OpenBSD's C locale: a {@code String} holds one byte per character (ISO 8859-1).
 * It is turned into UTF-8 and back where it enters and leaves.
 */
@NullMarked
package io.vmm4j.testkit.internal.kernel;

import org.jspecify.annotations.NullMarked;
