package io.vmm4j.internal;

import io.vmm4j.Ipv4Address;
import io.vmm4j.Subnet;
import io.vmm4j.VmId;
import io.vmm4j.vmconf.GlobalSetting;
import io.vmm4j.vmconf.VmConf;
import java.util.Optional;

/**
 * Where the addresses of local interfaces come from, and which ones vmd(8) makes of it. Immutable.
 *
 * @param subnet the prefix
 */
public record LocalPrefix(Subnet subnet) {

    /** What holds if vm.conf(5) says nothing. */
    private static final Subnet STANDARD = Subnet.of("100.64.0.0/10");

    private static final int BITS_IF_NOT_SAID = 16;
    private static final int VM_SHIFT = 8;
    private static final int MOST_INTERFACES = 127;

    /** The {@code local prefix} of vm.conf(5). */
    public static LocalPrefix of(VmConf conf) {
        return conf.setting(GlobalSetting.LocalPrefix.class)
                .map(setting -> new LocalPrefix(PrintedSubnet.parse(setting.prefix(), BITS_IF_NOT_SAID)
                        .orElseThrow(() -> new IllegalStateException("no local prefix: " + setting.prefix()))))
                .orElseGet(() -> new LocalPrefix(STANDARD));
    }

    /**
     * The host's end of a local interface; the guest has the address above it. Empty if vmd(8) has no address for it.
     *
     * <p>As vmd(8) does, the bits of the id are or-ed into the prefix and the result is looked at: so a VM whose id is too large for
     * the prefix can have the address of another one.
     *
     * @param vm the id of the VM
     * @param number of the interface among all of the VM, the first one 0
     */
    public Optional<Ipv4Address> hostEnd(VmId vm, int number) {
        Ipv4Address address =
                new Ipv4Address(subnet.address().bits() | (int) (vm.value() << VM_SHIFT) | 2 * (number + 1));
        return number >= 0 && number < MOST_INTERFACES && subnet.contains(address)
                ? Optional.of(address)
                : Optional.empty();
    }
}
