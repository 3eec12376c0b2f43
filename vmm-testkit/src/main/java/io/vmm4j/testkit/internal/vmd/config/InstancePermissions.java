package io.vmm4j.testkit.internal.vmd.config;

import java.util.OptionalInt;
import java.util.Set;

/**
 * What others may do with a VM as a template.
 *
 * @param owner who may make instances, root apart
 * @param allowed which settings they may make
 */
public record InstancePermissions(Owner owner, Set<Part> allowed) {

    /** What a block without {@code allow instance} says: root, and by the group id 0 all members of wheel. */
    public static final InstancePermissions DEFAULT =
            new InstancePermissions(new Owner(0, OptionalInt.of(0)), Set.of());

    public InstancePermissions {
        allowed = Set.copyOf(allowed);
    }
}
