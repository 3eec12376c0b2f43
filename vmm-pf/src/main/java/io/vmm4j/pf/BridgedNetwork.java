package io.vmm4j.pf;

import io.vmm4j.InvalidValueException;
import io.vmm4j.NetworkMode;
import io.vmm4j.SwitchName;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Guests on a network that is there already, by a bridge(4) or veb(4) of the host that has one of its interfaces as a member. Only
 * the switch of vm.conf(5) is made; the bridge and the addresses of the host are never touched. Immutable.
 *
 * @param name what it is called
 * @param switchName the switch of vm.conf(5)
 * @param device the bridge: {@code veb0}, {@code bridge0}
 */
public record BridgedNetwork(NetworkName name, SwitchName switchName, String device) implements NetworkSpec {

    private static final Pattern DEVICE = Pattern.compile("(veb|bridge)(0|[1-9]\\d{0,8})");

    public BridgedNetwork {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(switchName, "switchName");
        if (!DEVICE.matcher(device).matches()) {
            throw InvalidValueException.of(PfError.NOT_A_BRIDGE, "device", device);
        }
    }

    /** A network on this bridge; its switch is called as it is. */
    public static BridgedNetwork of(String name, String device) {
        return new BridgedNetwork(NetworkName.of(name), SwitchName.of(name), device);
    }

    @Override
    public Optional<SwitchName> attachment() {
        return Optional.of(switchName);
    }

    /** How a VM says that it is on it. */
    public NetworkMode mode() {
        return new NetworkMode.Bridged(switchName);
    }
}
