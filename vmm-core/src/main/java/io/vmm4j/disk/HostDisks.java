package io.vmm4j.disk;

import io.vmm4j.DiskFormat;
import io.vmm4j.DiskImage;
import io.vmm4j.DiskSize;
import io.vmm4j.DiskSpec;
import io.vmm4j.HostPath;
import java.nio.file.Path;
import java.util.List;

/**
 * The disk images that lie on a host. Thread safe; it holds no state of its own, every call asks the host.
 *
 * <p>An image appears under its name complete, or not at all: it is made in a directory beside its place ({@code .vmm4j-...}), which is
 * removed in the end, also when a call fails, and after a connection that broke it is found out what became of it. Nothing is ever
 * overwritten. Before anything is written, the room that it takes at most is compared with what df(1) calls available, which leaves out the
 * reserve that only root could still use. Only regular files are images here.
 *
 * <p>Everything runs as the user that vmctl(8) runs as; as root by doas(1) it needs the rules for {@code sh} and {@code vmctl}. What
 * fails is told by a {@link DiskException}; images that cannot be read as what they should be, by a {@link Qcow2Exception}.
 */
public interface HostDisks {

    /**
     * Makes an image by {@code vmctl create}: an empty one, a copy, larger or in another format if wanted, or a linked clone
     * ({@link DiskSpec#derivedFrom}). A source is refused that vmctl(8) would fail on half-way, a base that vmd(8) cannot use, and
     * either while a VM that runs writes to it. Which clone has which base is kept on the host, beside the records of VMs.
     *
     * @throws DiskException if it could not be made; nothing of it is left then, unless it says so
     */
    DiskImage create(DiskSpec.New disk);

    /**
     * Copies an image of this machine to the host, as one that vmd(8) can use, whatever it is made of: compressed, of version 2, derived.
     * Only what is not zero is sent, and nothing is stored on this machine. The source is read twice: first to know how much room it
     * will take. It must not change meanwhile.
     *
     * @param source the image, on this machine
     * @param format how it is read; never guessed, as the guest of a raw image could pretend
     * @param target the image to be made
     * @param options which backing files may be opened, and who watches the transfer
     * @throws DiskException if it could not be made; nothing of it is left then, unless it says so
     * @throws Qcow2Exception if the source cannot be read
     */
    DiskImage upload(Path source, DiskFormat format, DiskImage target, ConversionOptions options);

    /**
     * Makes an image larger, by a copy that takes its place; a clone becomes independent of its base by it. The guest must extend
     * its file systems itself.
     *
     * @throws DiskException if it is no larger than now, a VM that runs has it, a clone depends on it, or nobody can tell; the image
     *     is as it was then
     */
    DiskImage grow(DiskImage image, DiskSize size);

    /**
     * Describes an image without copying it here: header and tables only, and those of all that it is derived from. One round trip for a raw
     * image. For a qcow2 image one for each file of its chain, and one more for each 4 MiB of tables, which are those of 32 GiB of disk
     * with clusters of 64 KiB.
     *
     * @throws Qcow2Exception if it cannot be read, or is no sound image of that format
     */
    HostDisk inspect(DiskImage image);

    /**
     * The files in a directory that may be images, each with who needs it; by what they start with, as vmctl(8) would guess. Files that start as
     * no qcow2 image are listed as raw if their names end in {@code .raw} or {@code .img}. Few round trips, however many there are.
     */
    List<ListedDisk> list(HostPath directory);

    /**
     * Who needs an image: VMs that run, VMs of vm.conf(5), VMs that were created here, and clones, wherever a path that leads to the
     * same file was written. What cannot be known is in the list as {@link DiskUser.Kind#UNKNOWN}.
     *
     * @throws DiskException if there is no such file
     */
    List<DiskUser> users(HostPath image);

    /**
     * Removes an image that nobody needs.
     *
     * @throws DiskException if somebody does, or nobody can tell; or if it could not be removed
     */
    void delete(HostPath image);
}
