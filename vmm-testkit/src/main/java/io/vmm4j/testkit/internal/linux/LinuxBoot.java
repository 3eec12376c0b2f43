package io.vmm4j.testkit.internal.linux;

import io.vmm4j.testkit.internal.board.Board;
import io.vmm4j.testkit.internal.board.Board.Shutdown;
import io.vmm4j.testkit.internal.server.HostKeys;
import io.vmm4j.testkit.internal.vmd.image.VirtualDisk;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A Linux from its boot loader to its login prompt, with cloud-init if it is an image. It says less than a real one. */
final class LinuxBoot {

    private static final Duration LOADER = Duration.ofSeconds(2);
    private static final Duration KERNEL = Duration.ofSeconds(3);
    private static final Duration SERVICES = Duration.ofSeconds(3);
    private static final Duration NETWORK_TIMEOUT = Duration.ofMinutes(2);
    private static final long MEMORY = 180L << 20;

    private final Board board;
    private final Inside inside;
    private final Optional<CloudInit> cloudInit;
    private final Instant start;
    private final boolean serial;

    private LinuxBoot(Board board, VirtualDisk disk, LinuxSystem system, Instant start) {
        this.board = board;
        this.start = start;
        this.serial = LinuxSystem.isImage(disk) || LinuxKernel.hasSerialConsole(system);
        this.inside = Inside.of(board, system, Optional.of(disk));
        this.cloudInit =
                LinuxSystem.isImage(disk) || inside.read(CloudInit.INSTALLED).isPresent()
                        ? Seed.find(board).map(seed -> new CloudInit(inside, seed, start))
                        : Optional.empty();
    }

    /** Boots what is on the first disk. */
    static void run(Board board) {
        VirtualDisk disk = board.parts().disks().get(0);
        LinuxSystem system = LinuxSystem.read(disk).orElseThrow();
        board.onShutdown(Shutdown.ABSENT);
        board.onPanic(LinuxKernel.PANIC);
        board.print("GRUB loading.\nWelcome to GRUB!\n\n");
        board.sleep(LOADER);
        Instant start = board.now();
        if (LinuxSystem.isImage(disk) || LinuxKernel.hasSerialConsole(system)) {
            board.print(LinuxKernel.messages(board, system.distribution().kernel(system.version()), "console=ttyS0"));
        }
        board.sleep(KERNEL);
        board.useMemory(MEMORY);
        new LinuxBoot(board, disk, system, start).boot();
    }

    private void boot() {
        grow();
        inside.read("/etc/hostname").ifPresent(name -> inside.machine().setHostname(name.strip()));
        cloudInit.ifPresent(CloudInit::local);
        startNetwork();
        cloudInit.ifPresent(CloudInit::init);
        board.sleep(SERVICES);
        if (!board.reachesLogin()) {
            return;
        }
        startSsh();
        cloudInit.ifPresent(CloudInit::config);
        new FirstBoot(inside).run();
        if (!serial) {
            inside.sync();
            return;
        }
        Login login = new Login(inside);
        if (inside.distribution().hasSystemd()) {
            login.prompt();
            cloudInit.ifPresent(CloudInit::finish);
            inside.sync();
            login.runPrompted();
        } else {
            cloudInit.ifPresent(CloudInit::finish);
            inside.sync();
            login.run();
        }
    }

    /** An image grows into a disk that is larger than it was; a root file system that has done so stays so. */
    private void grow() {
        if (cloudInit.isPresent() && inside.read(CloudInit.INSTANCE).isEmpty()) {
            long blocks = board.parts().disks().get(0).size() / 4096;
            print("EXT4-fs (vda1): resizing filesystem from 490240 to " + blocks + " blocks");
        }
    }

    private void startNetwork() {
        NetworkFiles network = new NetworkFiles(inside);
        List<CardSetup> cards = network.read();
        boolean complete = network.start(cards);
        if (inside.distribution().hasSystemd() && !complete && !board.hasAddress()) {
            board.sleep(NETWORK_TIMEOUT);
            board.print(
                    "[FAILED] Failed to start systemd-networkd-wait-online.service - Wait for Network to be Configured.\n");
        }
    }

    /** Without a host key sshd(8) does not start, as in an image that cloud-init has never run in. */
    private void startSsh() {
        if (inside.distribution() == Distribution.ALPINE) {
            boolean enabled = cloudInit.isPresent()
                    || inside.read("/etc/runlevels/default/sshd").isPresent();
            if (!enabled) {
                return;
            }
            if (!new HostKey(inside).exists()) {
                new HostKey(inside).generate();
            }
        }
        Optional<HostKeys> keys = new HostKey(inside).load();
        if (keys.isPresent()) {
            board.serve(inside.machine(), keys.get());
        } else if (inside.distribution().hasSystemd()) {
            board.print("[FAILED] Failed to start ssh.service - OpenBSD Secure Shell server.\n");
        } else {
            board.print(" * Starting sshd ...\nsshd: no hostkeys available -- exiting.\n [ !! ]\n");
        }
    }

    private void print(String message) {
        double seconds = Duration.between(start, board.now()).toMillis() / 1000.0;
        board.print(String.format(Locale.ROOT, "[%12.6f] %s\n", seconds, message));
    }
}
