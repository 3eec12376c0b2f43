/**
 * What software in a VM finds: a serial line, disks, a cdrom, network cards, a clock. A system is a {@link io.vmm4j.testkit.internal.board.Software},
 * written as if it ran on a thread of its own, which it does; {@link io.vmm4j.testkit.internal.board.Firmware} says which one boots.
 */
@NullMarked
package io.vmm4j.testkit.internal.board;

import org.jspecify.annotations.NullMarked;
