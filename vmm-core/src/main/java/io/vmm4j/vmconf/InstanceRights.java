package io.vmm4j.vmconf;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Who may make instances of a VM, and what may differ in them: {@code allow instance} of vm.conf(5).
 *
 * @param rights what may differ
 * @param owner who may; empty for root only
 */
public record InstanceRights(Set<InstanceRight> rights, Optional<Owner> owner) {

    /** Nothing, and root only. */
    public static final InstanceRights NONE = new InstanceRights(Set.of(), Optional.empty());

    public InstanceRights {
        EnumSet<InstanceRight> sorted = EnumSet.noneOf(InstanceRight.class);
        sorted.addAll(rights);
        rights = Collections.unmodifiableSet(sorted);
    }

    /** These rights for this owner. */
    public static InstanceRights of(Owner owner, Collection<InstanceRight> rights) {
        return new InstanceRights(Set.copyOf(rights), Optional.of(owner));
    }

    /** Whether there is nothing to write. */
    public boolean isEmpty() {
        return rights.isEmpty() && owner.isEmpty();
    }
}
