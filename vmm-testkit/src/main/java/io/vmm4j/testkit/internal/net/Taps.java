package io.vmm4j.testkit.internal.net;

import io.vmm4j.testkit.internal.kernel.Errno;
import io.vmm4j.testkit.internal.kernel.SystemError;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The tap(4) devices. Opening one creates its interface unless it is there, and closing it destroys what opening created. To be used
 * with the lock of the machine's timeline held.
 */
public final class Taps {

    private static final int MAX_TAP = 256;

    private final Interfaces interfaces;
    private final Predicate<String> deviceExists;
    private final Map<String, Boolean> open = new HashMap<>();

    /**
     * The taps of a machine.
     *
     * @param deviceExists whether there is a device node of that path
     */
    public Taps(Interfaces interfaces, Predicate<String> deviceExists) {
        this.interfaces = interfaces;
        this.deviceExists = deviceExists;
    }

    /**
     * Opens the next free one: the lowest number that is not in use.
     *
     * @throws SystemError ENOENT if there are no more device nodes
     */
    public NetInterface openNext() throws SystemError {
        for (int unit = 0; unit < MAX_TAP; unit++) {
            if (!open.containsKey("tap" + unit)) {
                return open("tap" + unit);
            }
        }
        throw new SystemError(Errno.EBUSY);
    }

    /** The number that {@link #openNext} would look at. */
    public int next() {
        int unit = 0;
        while (open.containsKey("tap" + unit)) {
            unit++;
        }
        return unit;
    }

    /**
     * Opens one by name.
     *
     * @throws SystemError ENOENT without device node, EBUSY if it is open
     */
    public NetInterface open(String name) throws SystemError {
        if (!deviceExists.test("/dev/" + name)) {
            throw new SystemError(Errno.ENOENT);
        }
        if (open.containsKey(name)) {
            throw new SystemError(Errno.EBUSY);
        }
        boolean wasThere = interfaces.find(name).isPresent();
        NetInterface tap = wasThere ? interfaces.find(name).orElseThrow() : interfaces.create(name);
        open.put(name, wasThere);
        tap.setLink(NetInterface.Link.ACTIVE);
        tap.set(IfFlag.RUNNING, true);
        return tap;
    }

    /** Closes one. */
    public void close(NetInterface tap) {
        Boolean keep = open.remove(tap.name());
        if (keep == null) {
            return;
        }
        tap.setLink(NetInterface.Link.DOWN);
        if (keep) {
            return;
        }
        try {
            interfaces.destroy(tap.name());
        } catch (SystemError e) {
            // Somebody destroyed it while it was open.
        }
    }
}
