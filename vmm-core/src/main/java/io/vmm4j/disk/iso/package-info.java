/**
 * ISO 9660 images, made in memory: the CD that a guest gets its seed or its answers from ({@code vmctl start -r}).
 *
 * <p>There is no FAT here: what cloud-init calls NoCloud may be either, and vmd(8) has a drive for CDs, while a FAT image would take
 * one of the four disks.
 */
@NullMarked
package io.vmm4j.disk.iso;

import org.jspecify.annotations.NullMarked;
