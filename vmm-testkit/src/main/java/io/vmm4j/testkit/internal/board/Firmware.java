package io.vmm4j.testkit.internal.board;

import io.vmm4j.testkit.SimulatedLabel;
import io.vmm4j.testkit.SimulatedLabel.Kind;
import io.vmm4j.testkit.internal.board.Board.Shutdown;
import io.vmm4j.testkit.internal.board.Parts.BootOrder;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a VM boots: the kernel that was loaded directly, or what SeaBIOS finds on the first disk or in the cdrom drive. Its messages
 * are not compared with a real one.
 */
public final class Firmware {

    private static final Duration SELF_TEST = Duration.ofSeconds(1);

    private final Function<SimulatedLabel, Optional<Software>> systems;

    /** Firmware that knows these systems by the labels of what they are on. */
    public Firmware(Function<SimulatedLabel, Optional<Software>> systems) {
        this.systems = systems;
    }

    /** What boots; empty if nothing of this is a medium that a system of the simulation is known for. */
    public Optional<Software> find(Parts parts) {
        if (parts.kernel().isPresent()) {
            return parts.kernel().flatMap(systems);
        }
        Optional<Software> disk = parts.order() == BootOrder.CDROM
                ? Optional.empty()
                : parts.disks().stream()
                        .findFirst()
                        .flatMap(SystemArea::labelOf)
                        .filter(label -> label.kind() == Kind.SYSTEM || label.kind() == Kind.IMAGE)
                        .flatMap(systems);
        if (disk.isPresent()) {
            return disk.map(system -> afterSelfTest("Booting from Hard Disk...\n", system));
        }
        return parts.order() == BootOrder.DISK
                ? Optional.empty()
                : parts.cdromLabel()
                        .filter(label -> label.kind() == Kind.ISO)
                        .flatMap(systems)
                        .map(system -> afterSelfTest("Booting from DVD/CD...\n", system));
    }

    private static Software afterSelfTest(String message, Software system) {
        return board -> {
            selfTest(board);
            board.print(message);
            system.run(board);
        };
    }

    private static void selfTest(Board board) {
        board.print("SeaBIOS (version 1.16.3p0-OpenBSD-vmm)\n\n");
        board.sleep(SELF_TEST);
    }

    /** What happens where nothing boots: nothing. */
    public static void findNothing(Board board) {
        board.onShutdown(Shutdown.ABSENT);
        selfTest(board);
        if (!board.parts().disks().isEmpty()) {
            board.print("Booting from Hard Disk...\nBoot failed: not a bootable disk\n\n");
        }
        if (board.parts().cdrom().isPresent()) {
            board.print("Booting from DVD/CD...\nBoot failed: Could not read from CDROM (code 0004)\n\n");
        }
        board.print("No bootable device.\n");
    }
}
