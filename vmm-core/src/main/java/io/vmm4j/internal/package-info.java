/** How the vocabulary is written and read; nothing here is for programs. */
@NullMarked
package io.vmm4j.internal;

import org.jspecify.annotations.NullMarked;
