/** Writes and reads the JSON forms. */
@NullMarked
package io.vmm4j.json.internal;

import org.jspecify.annotations.NullMarked;
