package io.vmm4j.testkit.internal.openbsd;

import io.vmm4j.testkit.SimulatedLabel;
import io.vmm4j.testkit.internal.board.Software;
import java.util.Optional;

/** OpenBSD by what it is on. */
public final class OpenBsd {

    /** Its name in labels. */
    public static final String NAME = "openbsd";

    private OpenBsd() {}

    /** What boots from a medium of OpenBSD. */
    public static Optional<Software> from(SimulatedLabel label) {
        Release release = Release.of(label.version());
        return switch (label.kind()) {
            case RAMDISK -> Optional.of(board -> new Installer(board, release, false).run());
            case ISO -> Optional.of(board -> new Installer(board, release, true).run());
            case KERNEL, SYSTEM, IMAGE -> Optional.of(OpenBsdSystem::run);
            case SET, FIRMWARE -> Optional.empty();
        };
    }
}
