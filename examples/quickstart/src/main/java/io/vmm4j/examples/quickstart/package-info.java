/** The first programs to read: one VM on one host, from its creation to its end. */
@NullMarked
package io.vmm4j.examples.quickstart;

import org.jspecify.annotations.NullMarked;
