/**
 * The vocabulary: names, sizes, paths, disks, networks and whole VMs as values that cannot hold what OpenBSD would refuse.
 *
 * <p>A wrong value fails where it is made, with an {@link io.vmm4j.InvalidValueException} that names the argument, the
 * value and the rule, and says how to write it right. {@link io.vmm4j.VmSpec} is a VM that is wanted,
 * {@link io.vmm4j.VmStatus} one that vmd(8) reports. All types are immutable.
 */
@NullMarked
package io.vmm4j;

import org.jspecify.annotations.NullMarked;
