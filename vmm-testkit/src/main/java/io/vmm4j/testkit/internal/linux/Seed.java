package io.vmm4j.testkit.internal.linux;

import io.vmm4j.testkit.internal.board.Board;
import io.vmm4j.testkit.internal.iso.IsoVolume;
import io.vmm4j.testkit.internal.kernel.SystemError;
import io.vmm4j.testkit.internal.vmd.image.DiskContent;
import io.vmm4j.testkit.internal.vmd.image.ImageError;
import io.vmm4j.testkit.internal.vmd.image.VirtualDisk;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A seed of the datasource NoCloud: a volume with the label {@code cidata} or {@code CIDATA} that has user data and meta data.
 *
 * @param device where it was found
 * @param files what is on it
 */
record Seed(String device, Map<String, byte[]> files) {

    private static final int LARGEST = 16 << 20;

    /** The one that a VM has in its drive, or on another disk than its first. */
    static Optional<Seed> find(Board board) {
        Optional<Seed> cdrom = board.parts().cdrom().map(Seed::read).flatMap(bytes -> of("/dev/sr0", bytes));
        List<VirtualDisk> disks = board.parts().disks();
        for (int i = 1; i < disks.size() && cdrom.isEmpty(); i++) {
            cdrom = of("/dev/vd" + (char) ('a' + i), read(disks.get(i)));
        }
        return cdrom;
    }

    private static Optional<Seed> of(String device, byte[] bytes) {
        return IsoVolume.read(bytes)
                .filter(volume ->
                        volume.label().equals("cidata") || volume.label().equals("CIDATA"))
                .map(volume -> new Seed(device, Map.copyOf(volume.files())))
                .filter(seed ->
                        seed.files().containsKey("user-data") && seed.files().containsKey("meta-data"));
    }

    private static byte[] read(DiskContent content) {
        byte[] bytes = new byte[(int) Math.min(LARGEST, content.size())];
        try {
            content.read(0, bytes, 0, bytes.length);
            return bytes;
        } catch (SystemError e) {
            return new byte[0];
        }
    }

    private static byte[] read(VirtualDisk disk) {
        byte[] bytes = new byte[(int) Math.min(LARGEST, disk.size())];
        try {
            disk.read(0, bytes, bytes.length);
            return bytes;
        } catch (SystemError | ImageError e) {
            return new byte[0];
        }
    }

    /** The text of a file; empty if there is none. */
    Optional<String> text(String name) {
        return Optional.ofNullable(files.get(name)).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }
}
