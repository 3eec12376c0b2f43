/** How qcow2 images are read and written. Nothing that a file says is believed before it is checked against the file's size. */
@NullMarked
package io.vmm4j.disk.internal;

import org.jspecify.annotations.NullMarked;
