/** The lexer, the parser, the checks and the editor behind {@link io.vmm4j.vmconf}. */
@NullMarked
package io.vmm4j.vmconf.internal;

import org.jspecify.annotations.NullMarked;
