/** How operations are done, written down, and carried on with. Not part of the API. */
@NullMarked
package io.vmm4j.operation.internal;

import org.jspecify.annotations.NullMarked;
