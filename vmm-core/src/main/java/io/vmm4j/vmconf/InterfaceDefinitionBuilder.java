package io.vmm4j.vmconf;

import io.vmm4j.MacAddress;
import io.vmm4j.SwitchName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Collects what an {@link InterfaceDefinition} says. Not thread safe. */
public final class InterfaceDefinitionBuilder {

    private boolean local;
    private Optional<String> tap = Optional.empty();
    private Optional<String> switchName = Optional.empty();
    private Optional<String> group = Optional.empty();
    private Optional<String> lladdr = Optional.empty();
    private boolean locked;
    private OptionalInt rdomain = OptionalInt.empty();
    private boolean up = true;
    private final List<String> rawOptions = new ArrayList<>();

    InterfaceDefinitionBuilder() {}

    InterfaceDefinitionBuilder(InterfaceDefinition from) {
        local = from.local();
        tap = from.tap();
        switchName = from.switchName();
        group = from.group();
        lladdr = from.lladdr();
        locked = from.locked();
        rdomain = from.rdomain();
        up = from.up();
        rawOptions.addAll(from.rawOptions());
    }

    /** Only the host sees it, and vmd(8) gives it an address. */
    public InterfaceDefinitionBuilder local() {
        local = true;
        return this;
    }

    /** On this device of the host: {@code tap3}. */
    public InterfaceDefinitionBuilder tap(String device) {
        tap = Optional.of(device);
        return this;
    }

    /** Attached to this switch. */
    public InterfaceDefinitionBuilder onSwitch(SwitchName name) {
        return onSwitch(name.value());
    }

    /** Attached to a switch that has this name already, whatever it is. */
    public InterfaceDefinitionBuilder onSwitch(String name) {
        switchName = Optional.of(name);
        return this;
    }

    /** In this interface group: at most 15 characters, the last no digit. */
    public InterfaceDefinitionBuilder group(String name) {
        group = Optional.of(name);
        return this;
    }

    /** The guest's Ethernet address. */
    public InterfaceDefinitionBuilder lladdr(MacAddress address) {
        return lladdr(address.value());
    }

    /** An Ethernet address that is there already, whatever it is. */
    public InterfaceDefinitionBuilder lladdr(String address) {
        lladdr = Optional.of(address);
        return this;
    }

    /** A random Ethernet address at each registration. */
    public InterfaceDefinitionBuilder randomLladdr() {
        lladdr = Optional.empty();
        return this;
    }

    /** The guest may use no other Ethernet address. */
    public InterfaceDefinitionBuilder locked() {
        locked = true;
        return this;
    }

    /** The guest may use any Ethernet address. */
    public InterfaceDefinitionBuilder unlocked() {
        locked = false;
        return this;
    }

    /** In this routing domain, 0 to 255. */
    public InterfaceDefinitionBuilder rdomain(int number) {
        rdomain = OptionalInt.of(number);
        return this;
    }

    /** The tap is brought up, as it is by default. */
    public InterfaceDefinitionBuilder up() {
        up = true;
        return this;
    }

    /** The tap is left down. */
    public InterfaceDefinitionBuilder down() {
        up = false;
        return this;
    }

    /** An option that this release of the SDK does not know, written as it stands. */
    public InterfaceDefinitionBuilder rawOption(String line) {
        rawOptions.add(line);
        return this;
    }

    /** The interface. */
    public InterfaceDefinition build() {
        return new InterfaceDefinition(local, tap, switchName, group, lladdr, locked, rdomain, up, rawOptions);
    }
}
