package io.vmm4j.vmconf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Collects what a {@link SwitchDefinition} says. Not thread safe. */
public final class SwitchDefinitionBuilder {

    private final String name;
    private String interfaceName;
    private Optional<String> group = Optional.empty();
    private boolean locked;
    private OptionalInt rdomain = OptionalInt.empty();
    private boolean up = true;
    private boolean disabled;
    private final List<String> rawOptions = new ArrayList<>();

    SwitchDefinitionBuilder(String name, String interfaceName) {
        this.name = name;
        this.interfaceName = interfaceName;
    }

    SwitchDefinitionBuilder(SwitchDefinition from) {
        this(from.name(), from.interfaceName());
        group = from.group();
        locked = from.locked();
        rdomain = from.rdomain();
        up = from.up();
        disabled = from.disabled();
        rawOptions.addAll(from.rawOptions());
    }

    /** On this device: {@code bridge0} or {@code veb0}. */
    public SwitchDefinitionBuilder interfaceName(String device) {
        interfaceName = device;
        return this;
    }

    /** Taps attached to it join this interface group. */
    public SwitchDefinitionBuilder group(String groupName) {
        group = Optional.of(groupName);
        return this;
    }

    /** Guests may use no other Ethernet address than theirs. */
    public SwitchDefinitionBuilder locked() {
        locked = true;
        return this;
    }

    /** Guests may use any Ethernet address. */
    public SwitchDefinitionBuilder unlocked() {
        locked = false;
        return this;
    }

    /** Taps attached to it are in this routing domain, 0 to 255. */
    public SwitchDefinitionBuilder rdomain(int number) {
        rdomain = OptionalInt.of(number);
        return this;
    }

    /** Taps attached to it are brought up, as they are by default. */
    public SwitchDefinitionBuilder up() {
        up = true;
        return this;
    }

    /** Taps attached to it are left down. */
    public SwitchDefinitionBuilder down() {
        up = false;
        return this;
    }

    /** vmd(8) takes it, as it does by default. */
    public SwitchDefinitionBuilder enabled() {
        disabled = false;
        return this;
    }

    /** vmd(8) skips it. */
    public SwitchDefinitionBuilder disabled() {
        disabled = true;
        return this;
    }

    /** An option that this release of the SDK does not know, written as it stands. */
    public SwitchDefinitionBuilder rawOption(String line) {
        rawOptions.add(line);
        return this;
    }

    /** The switch. */
    public SwitchDefinition build() {
        return new SwitchDefinition(name, interfaceName, group, locked, rdomain, up, disabled, rawOptions);
    }
}
