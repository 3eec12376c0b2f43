package io.vmm4j.testkit.internal.linux;

import io.vmm4j.testkit.internal.board.Board;
import io.vmm4j.testkit.internal.board.Parts;
import io.vmm4j.testkit.internal.kernel.Uname;
import java.util.Locale;

/** What a kernel of Linux writes; much shorter than a real one. */
final class LinuxKernel {

    /** What it writes when it panics. */
    static final String PANIC = """
            [    4.918273] Kernel panic - not syncing: VFS: Unable to mount root fs on unknown-block(0,0)
            [    4.918530] CPU: 0 PID: 1 Comm: swapper/0 Not tainted
            [    4.919027] Call Trace:
            [    4.919112]  panic+0x118/0x2ed
            [    4.919384] Kernel Offset: disabled
            [    4.919561] ---[ end Kernel panic - not syncing: VFS: Unable to mount root fs on unknown-block(0,0) ]---
            """;

    private LinuxKernel() {}

    /** Whether an installed system was told to speak on the serial line. */
    static boolean hasSerialConsole(LinuxSystem system) {
        return system.files().stream()
                .anyMatch(file -> (file.path().startsWith("/etc/default/grub")
                                || file.path().startsWith("/etc/update-extlinux.conf"))
                        && file.content().contains("console=ttyS0"));
    }

    static String messages(Board board, Uname uname, String arguments) {
        Parts parts = board.parts();
        StringBuilder text = new StringBuilder();
        line(text, 0, "Linux version " + uname.release() + " (builder@simulation) " + uname.version());
        line(text, 0, "Command line: BOOT_IMAGE=/boot/vmlinuz-" + uname.release() + " root=/dev/vda1 ro " + arguments);
        line(text, 0, "Hypervisor detected: OpenBSD VMM");
        line(text, 0.1, "Memory: " + (parts.memory() >> 10) + "K available");
        for (int i = 0; i < parts.disks().size(); i++) {
            long sectors = parts.disks().get(i).size() / 512;
            line(
                    text,
                    1,
                    "virtio_blk virtio" + (2 + i) + ": [vd" + (char) ('a' + i) + "] " + sectors
                            + " 512-byte logical blocks");
        }
        if (parts.cdrom().isPresent()) {
            line(text, 1.2, "scsi 0:0:0:0: CD-ROM            OpenBSD  VMM CD-ROM       001  PQ: 0 ANSI: 2");
        }
        line(text, 2, "Run /init as init process");
        return text.toString();
    }

    private static void line(StringBuilder text, double seconds, String message) {
        text.append(String.format(Locale.ROOT, "[%12.6f] %s\n", seconds, message));
    }
}
