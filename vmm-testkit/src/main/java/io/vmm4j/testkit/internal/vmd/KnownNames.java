package io.vmm4j.testkit.internal.vmd;

import java.util.HashMap;
import java.util.Map;

/** The ids that names have got. A name of a user keeps its id as long as the daemon lives, whatever became of its VM. */
final class KnownNames {

    private final Map<Name, Long> ids = new HashMap<>();
    private long last;

    private record Name(String name, int uid) {}

    long claim(String name, int uid) {
        return ids.computeIfAbsent(new Name(name, uid), unknown -> ++last);
    }

    void forget() {
        ids.clear();
        last = 0;
    }
}
