/** The simulated machine's file tree: directories, files with sparse content, links, devices; owners, modes and times. */
@NullMarked
package io.vmm4j.testkit.internal.fs;

import org.jspecify.annotations.NullMarked;
