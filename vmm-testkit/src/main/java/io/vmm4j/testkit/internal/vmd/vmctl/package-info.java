/** vmctl(8): its grammar, its messages, and disk images. What the daemon decides is in the package of vmd(8). */
@NullMarked
package io.vmm4j.testkit.internal.vmd.vmctl;

import org.jspecify.annotations.NullMarked;
