package io.vmm4j.vmconf;

import io.vmm4j.SwitchName;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A virtual switch: {@code switch} of vm.conf(5). Immutable.
 *
 * <p>The device must exist before the file is loaded: vmd(8) dies over one that does not, and all VMs with it.
 *
 * @param name its name, as written
 * @param interfaceName the device, {@code bridge0} or {@code veb0}
 * @param group the interface group of the taps attached to it
 * @param locked whether guests may use no other Ethernet address than theirs
 * @param rdomain the routing domain of the taps, 0 to 255
 * @param up whether the taps attached to it are brought up
 * @param disabled whether vmd(8) skips it
 * @param rawOptions options that this release of the SDK does not know, as written
 */
public record SwitchDefinition(
        String name,
        String interfaceName,
        Optional<String> group,
        boolean locked,
        OptionalInt rdomain,
        boolean up,
        boolean disabled,
        List<String> rawOptions) {

    public SwitchDefinition {
        rawOptions = List.copyOf(rawOptions);
    }

    /** A builder for a switch on this device. */
    public static SwitchDefinitionBuilder builder(SwitchName name, String interfaceName) {
        return new SwitchDefinitionBuilder(name.value(), interfaceName);
    }

    /** A builder for a switch of any name that is there already. */
    public static SwitchDefinitionBuilder builderOfObserved(String name, String interfaceName) {
        return new SwitchDefinitionBuilder(name, interfaceName);
    }

    /** A builder that starts from this switch. */
    public SwitchDefinitionBuilder toBuilder() {
        return new SwitchDefinitionBuilder(this);
    }
}
