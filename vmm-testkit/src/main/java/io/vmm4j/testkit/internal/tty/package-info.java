/** Pseudo-terminals: the terminal driver between a person, or a virtual machine's console, and processes. */
@NullMarked
package io.vmm4j.testkit.internal.tty;

import org.jspecify.annotations.NullMarked;
