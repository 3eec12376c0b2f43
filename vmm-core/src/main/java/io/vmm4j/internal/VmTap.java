package io.vmm4j.internal;

import io.vmm4j.VmId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whose end of a network interface a tap(4) is, as vmd(8) describes it. Immutable.
 *
 * @param vm the id of the VM
 * @param number of the interface among all of the VM, the first one 0
 * @param name the name of the VM, of which the end is missing if it is long
 */
public record VmTap(VmId vm, int number, String name) {

    private static final Pattern DESCRIPTION = Pattern.compile("vm([1-9]\\d{0,9})-if(\\d{1,3})-(.*)");
    private static final long HIGHEST_ID = 0xffff_ffffL;

    /** {@code vm1-if0-web}; empty if the description is another. */
    public static Optional<VmTap> of(String description) {
        Matcher matcher = DESCRIPTION.matcher(description);
        if (!matcher.matches() || Long.parseLong(matcher.group(1)) > HIGHEST_ID) {
            return Optional.empty();
        }
        return Optional.of(new VmTap(
                VmId.of(Long.parseLong(matcher.group(1))), Integer.parseInt(matcher.group(2)), matcher.group(3)));
    }
}
