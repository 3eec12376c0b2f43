/** What a file descriptor of the simulation refers to: pipes, files, devices, terminals. */
@NullMarked
package io.vmm4j.testkit.internal.io;

import org.jspecify.annotations.NullMarked;
