/** The command line {@code vmm}: what vmm4j can do, for people and for scripts. */
@NullMarked
package io.vmm4j.examples.cli;

import org.jspecify.annotations.NullMarked;
