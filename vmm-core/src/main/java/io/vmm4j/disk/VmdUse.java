package io.vmm4j.disk;

import io.vmm4j.error.Problem;
import java.util.List;

/**
 * Whether vmd(8) can use an image.
 *
 * @param obstacles every reason why not; each code is one of {@link VmdObstacle}
 */
public record VmdUse(List<Problem> obstacles) {

    public VmdUse {
        obstacles = List.copyOf(obstacles);
    }

    /** Whether nothing stands against it. */
    public boolean possible() {
        return obstacles.isEmpty();
    }
}
