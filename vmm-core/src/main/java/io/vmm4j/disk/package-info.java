/**
 * Disk images. {@link io.vmm4j.disk.HostDisks} looks after those that lie on a host. {@link io.vmm4j.disk.Qcow2} says of one on this machine
 * whether vmd(8) can use it, and makes one that it can.
 *
 * <p>vmd(8) takes uncompressed qcow2 images of version 3 only. What cloud vendors publish is mostly compressed, and OpenBSD's base
 * system has no tool that converts it: vmctl(8) gives up at the first compressed cluster.
 */
@NullMarked
package io.vmm4j.disk;

import org.jspecify.annotations.NullMarked;
