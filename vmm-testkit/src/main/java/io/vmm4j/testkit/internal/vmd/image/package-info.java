/**
 * Disk images, read and written for real: raw, and the uncompressed qcow2 of version 3 that vmd(8) and vmctl(8) can use. What they
 * refuse is refused in their words.
 */
@NullMarked
package io.vmm4j.testkit.internal.vmd.image;

import org.jspecify.annotations.NullMarked;
