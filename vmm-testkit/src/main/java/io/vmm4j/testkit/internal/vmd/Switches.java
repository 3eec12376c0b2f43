package io.vmm4j.testkit.internal.vmd;

import io.vmm4j.testkit.internal.kernel.SystemError;
import io.vmm4j.testkit.internal.net.Interfaces;
import io.vmm4j.testkit.internal.net.NetInterface;
import io.vmm4j.testkit.internal.vmd.config.SwitchDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The switches that vmd(8) knows. They are only ever added; the first of a name is the one that counts. */
final class Switches {

    private static final int MAX_DESCRIPTION = 63;

    private final Interfaces interfaces;
    private final DaemonLog log;
    private final List<Entry> entries = new ArrayList<>();

    Switches(Interfaces interfaces, DaemonLog log) {
        this.interfaces = interfaces;
        this.log = log;
    }

    /** A switch and whether its device was set up. */
    private static final class Entry {

        private final int id;
        private final SwitchDefinition definition;
        private boolean running;

        private Entry(int id, SwitchDefinition definition) {
            this.id = id;
            this.definition = definition;
        }
    }

    void add(SwitchDefinition definition) {
        entries.add(new Entry(entries.size() + 1, definition));
    }

    void forget() {
        entries.clear();
    }

    Optional<SwitchDefinition> find(String name) {
        return entries.stream()
                .map(entry -> entry.definition)
                .filter(definition -> definition.name().equals(name))
                .findFirst();
    }

    /**
     * Sets up the devices of those that were added.
     *
     * @return the name of a device that does not exist, which vmd does not survive
     */
    Optional<String> setUp() {
        for (Entry entry : entries) {
            if (entry.running) {
                continue;
            }
            Optional<NetInterface> device = interfaces.find(entry.definition.device());
            if (device.isEmpty()) {
                log.log("priv_dispatch_parent: bridge \"" + entry.definition.device() + "\" does not exist");
                return Optional.of(entry.definition.device());
            }
            configure(entry, device.get());
            entry.running = true;
        }
        return Optional.empty();
    }

    private void configure(Entry entry, NetInterface device) {
        device.setRdomain(entry.definition.rdomain().orElse(0));
        describe(interfaces, device, "switch" + entry.id + "-" + entry.definition.name());
        device.setUp(entry.definition.up());
    }

    /** Describes an interface as vmd does: cut off where there is no room. */
    static void describe(Interfaces interfaces, NetInterface device, String description) {
        try {
            interfaces.describe(device, description.substring(0, Math.min(MAX_DESCRIPTION, description.length())));
        } catch (SystemError e) {
            throw new IllegalStateException("a description that was cut does not fit", e);
        }
    }
}
