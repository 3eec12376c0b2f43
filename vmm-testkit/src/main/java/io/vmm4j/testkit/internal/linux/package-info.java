/**
 * Linux guests: cloud images with cloud-init, installers, and what they install. A system lives on its disk as its accounts and those of
 * its files that did not come with it. {@link io.vmm4j.testkit.internal.linux.Linux} says what boots from a medium.
 */
@NullMarked
package io.vmm4j.testkit.internal.linux;

import org.jspecify.annotations.NullMarked;
