package io.vmm4j.testkit.internal.linux;

import io.vmm4j.testkit.SimulatedLabel;
import io.vmm4j.testkit.SimulatedLabel.Kind;
import io.vmm4j.testkit.internal.board.Software;
import java.util.Optional;

/** Linux by what it is on. */
public final class Linux {

    private Linux() {}

    /** What boots from a medium of a Linux; empty if it is none that the simulation knows. */
    public static Optional<Software> from(SimulatedLabel label) {
        if (label.kind() == Kind.ISO && label.name().startsWith("alpine")) {
            return Optional.of(board -> AlpineLive.run(board, label.version()));
        }
        boolean disk = label.kind() == Kind.IMAGE || label.kind() == Kind.SYSTEM;
        return disk && Distribution.named(label.name()).isPresent() ? Optional.of(LinuxBoot::run) : Optional.empty();
    }
}
