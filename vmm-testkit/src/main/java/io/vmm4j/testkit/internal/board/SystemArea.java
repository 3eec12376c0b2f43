package io.vmm4j.testkit.internal.board;

import io.vmm4j.testkit.SimulatedLabel;
import io.vmm4j.testkit.SimulatedMedium;
import io.vmm4j.testkit.internal.kernel.SystemError;
import io.vmm4j.testkit.internal.vmd.image.DiskContent;
import io.vmm4j.testkit.internal.vmd.image.ImageError;
import io.vmm4j.testkit.internal.vmd.image.VirtualDisk;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * The beginning of a disk that a system of the simulation is on: a line with its label, and behind it what it knows about itself. It
 * lies in the disk's own bytes, so whoever copies, clones, converts, overwrites or deletes the disk does so with the system.
 */
public final class SystemArea {

    private static final int SIZE = 1 << 20;
    private static final int LINE = 512;

    private SystemArea() {}

    /** What a disk is; empty if it is none of the simulation's. */
    public static Optional<SimulatedLabel> labelOf(VirtualDisk disk) {
        return SimulatedMedium.labelOf(bytes(disk, LINE));
    }

    /** What a file is; empty if it is none of the simulation's. */
    public static Optional<SimulatedLabel> labelOf(DiskContent file) {
        byte[] start = new byte[(int) Math.min(LINE, file.size())];
        try {
            file.read(0, start, 0, start.length);
            return SimulatedMedium.labelOf(start);
        } catch (SystemError e) {
            return Optional.empty();
        }
    }

    /** What the system on a disk knows about itself; empty if it has never noted anything. */
    public static Optional<String> read(VirtualDisk disk) {
        byte[] start = bytes(disk, SIZE);
        int begin = 0;
        while (begin < start.length && start[begin] != '\n') {
            begin++;
        }
        int end = begin + 1;
        while (end < start.length && start[end] != 0) {
            end++;
        }
        return end <= begin + 1
                ? Optional.empty()
                : Optional.of(new String(start, begin + 1, end - begin - 1, StandardCharsets.UTF_8));
    }

    private static byte[] bytes(VirtualDisk disk, int most) {
        byte[] start = new byte[(int) Math.min(most, disk.size())];
        try {
            disk.read(0, start, start.length);
            return start;
        } catch (SystemError | ImageError e) {
            return new byte[0];
        }
    }

    /**
     * Puts a system on a disk, in place of what began there.
     *
     * @throws IllegalArgumentException if it does not fit
     */
    public static void write(VirtualDisk disk, SimulatedLabel label, String note) {
        byte[] text = (label.line() + "\n" + note).getBytes(StandardCharsets.UTF_8);
        if (text.length >= Math.min(SIZE, disk.size())) {
            throw new IllegalArgumentException("a note of " + text.length + " bytes does not fit on the disk");
        }
        byte[] before = bytes(disk, SIZE);
        int old = before.length;
        while (old > text.length && before[old - 1] == 0) {
            old--;
        }
        byte[] area = Arrays.copyOf(text, Math.max(text.length + 1, old));
        try {
            disk.write(0, area, area.length);
        } catch (SystemError | ImageError e) {
            throw new IllegalStateException("the disk failed", e);
        }
    }
}
