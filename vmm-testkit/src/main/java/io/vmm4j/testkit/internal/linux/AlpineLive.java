package io.vmm4j.testkit.internal.linux;

import io.vmm4j.testkit.internal.board.Board;
import io.vmm4j.testkit.internal.board.Board.Shutdown;
import io.vmm4j.testkit.internal.kernel.SystemError;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Alpine as it runs from its image for virtual machines: root logs in on the serial line without a password, and installs it. */
final class AlpineLive {

    private static final Duration LOADER = Duration.ofSeconds(2);
    private static final Duration BOOT = Duration.ofSeconds(9);
    private static final long MEMORY = 120L << 20;
    private static final String SERVICES = """
             * /proc is already mounted
             * Mounting /run ... * [ ok ]
             * Mounting modloop  ... * [ ok ]
             * Starting busybox mdev ... * [ ok ]
             * Setting hostname ... * [ ok ]
             * Starting busybox syslog ... * [ ok ]
             * Starting firstboot ... * [ ok ]
            """;
    private static final String MOTD = """
            Welcome to Alpine!

            The Alpine Wiki contains a large amount of how-to guides and general
            information about administrating Alpine systems.
            See <https://wiki.alpinelinux.org/>.

            You can setup the system with the command: setup-alpine

            You may change this message by editing /etc/motd.

            """;

    private AlpineLive() {}

    /** Boots a release. */
    static void run(Board board, String version) {
        board.onShutdown(Shutdown.ABSENT);
        board.onPanic(LinuxKernel.PANIC);
        board.print("\nISOLINUX 6.04 6.04-pre1\nboot: ");
        board.sleep(LOADER);
        board.print("\nLoading /boot/vmlinuz-virt... ok\nLoading /boot/initramfs-virt...ok\n");
        board.print(LinuxKernel.messages(
                board, Distribution.ALPINE.kernel(version), "modules=loop,squashfs,sd-mod,usb-storage console=ttyS0"));
        board.useMemory(MEMORY);
        LinuxSystem.Account root =
                new LinuxSystem.Account("root", 0, List.of("root", "wheel"), "/root", "/bin/ash", "root", "");
        Inside inside = Inside.of(
                board, new LinuxSystem(Distribution.ALPINE, version, List.of(root), List.of()), Optional.empty());
        try {
            new Mounts(inside).install();
            new LinuxPrograms(inside).put("/sbin/setup-alpine", process -> new SetupAlpine(inside, process).run());
        } catch (SystemError e) {
            throw new IllegalStateException(e);
        }
        inside.write("/etc/motd", MOTD, 0644);
        inside.write(
                "/etc/inittab",
                "tty1::respawn:/sbin/getty 38400 tty1\nttyS0::respawn:/sbin/getty -L 0 ttyS0 vt100\n",
                0644);
        board.sleep(BOOT);
        board.print(SERVICES);
        if (board.reachesLogin()) {
            new Login(inside).run();
        }
    }
}
