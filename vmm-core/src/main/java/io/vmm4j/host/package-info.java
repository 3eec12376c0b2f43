/** One host: what was found out about it, and from what. */
@NullMarked
package io.vmm4j.host;

import org.jspecify.annotations.NullMarked;
