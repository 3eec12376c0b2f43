package io.vmm4j.testkit.internal.hypervisor;

import io.vmm4j.testkit.GuestScript;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the hypervisor's part of a host is to be. Immutable.
 *
 * @param firmware whether vmm-bios is installed
 * @param firmwareServer whether fw_update(8) can fetch it
 * @param taps how many tap(4) device nodes there are
 * @param ptys how many pseudo-terminals have a device node
 * @param rules lines that are added to /etc/pf.conf
 * @param guests how guests behave, by the names of their VMs
 * @param otherGuests how all others behave
 * @param enabled the services that rc.conf.local turns on, with their flags
 * @param disabled the services that rc.conf.local turns off
 * @param stopped the services that are enabled and do not run
 * @param interfaces the contents of hostname.if(5) files, by interface
 */
public record HypervisorSpec(
        Firmware firmware,
        FirmwareServer firmwareServer,
        int taps,
        int ptys,
        List<String> rules,
        Map<String, GuestScript> guests,
        GuestScript otherGuests,
        Map<String, String> enabled,
        Set<String> disabled,
        Set<String> stopped,
        Map<String, List<String>> interfaces) {

    /** Whether the firmware is installed. */
    public enum Firmware {
        PRESENT,
        ABSENT
    }

    /** Whether the server with the firmware can be reached. */
    public enum FirmwareServer {
        ANSWERS,
        UNREACHABLE
    }

    /** A host whose vmd(8) is enabled and runs, with firmware and four taps. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects the settings. */
    public static final class Builder {

        private Firmware firmware = Firmware.PRESENT;
        private FirmwareServer firmwareServer = FirmwareServer.ANSWERS;
        private int taps = 4;
        private int ptys = 62;
        private final List<String> rules = new ArrayList<>();
        private final Map<String, GuestScript> guests = new LinkedHashMap<>();
        private GuestScript otherGuests = GuestScript.standard();
        private final Map<String, String> enabled = new LinkedHashMap<>(Map.of("vmd", ""));
        private final Set<String> disabled = new LinkedHashSet<>();
        private final Set<String> stopped = new LinkedHashSet<>();
        private final Map<String, List<String>> interfaces = new LinkedHashMap<>();

        private Builder() {}

        /** Whether vmm-bios is installed. */
        public Builder firmware(Firmware state) {
            firmware = state;
            return this;
        }

        /** Whether fw_update(8) can fetch it. */
        public Builder firmwareServer(FirmwareServer state) {
            firmwareServer = state;
            return this;
        }

        /** How many tap(4) device nodes there are, 0 to 256. */
        public Builder taps(int count) {
            if (count < 0 || count > 256) {
                throw new IllegalArgumentException("taps must be 0 to 256: " + count);
            }
            taps = count;
            return this;
        }

        /** How many pseudo-terminals have a device node. */
        public Builder ptys(int count) {
            ptys = count;
            return this;
        }

        /** Adds a line to /etc/pf.conf. */
        public Builder rule(String rule) {
            rules.add(rule);
            return this;
        }

        /** How the guest of a VM behaves. */
        public Builder guest(String vm, GuestScript script) {
            guests.put(vm, script);
            return this;
        }

        /** How all other guests behave. */
        public Builder otherGuests(GuestScript script) {
            otherGuests = script;
            return this;
        }

        /** Turns a service on; it runs. */
        public Builder enabled(String service, String flags) {
            enabled.put(service, flags);
            disabled.remove(service);
            return this;
        }

        /** Turns a service off; it does not run. */
        public Builder disabled(String service) {
            enabled.remove(service);
            disabled.add(service);
            return this;
        }

        /** Has a service not run although it is enabled. */
        public Builder stopped(String service) {
            stopped.add(service);
            return this;
        }

        /** Gives an interface a hostname.if(5) file, which is in effect. */
        public Builder networkInterface(String name, String... lines) {
            interfaces.put(name, List.of(lines));
            return this;
        }

        /** The settings. */
        public HypervisorSpec build() {
            Map<String, List<String>> files = new LinkedHashMap<>();
            interfaces.forEach((name, lines) -> files.put(name, new ArrayList<>(lines)));
            return new HypervisorSpec(
                    firmware,
                    firmwareServer,
                    taps,
                    ptys,
                    List.copyOf(rules),
                    Map.copyOf(guests),
                    otherGuests,
                    new LinkedHashMap<>(enabled),
                    new LinkedHashSet<>(disabled),
                    Set.copyOf(stopped),
                    files);
        }
    }
}
