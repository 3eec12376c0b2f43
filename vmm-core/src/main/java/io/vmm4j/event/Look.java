package io.vmm4j.event;

/** Looks at a host once. It is used by one thread at a time. */
@FunctionalInterface
public interface Look {

    /**
     * Looks, reading only.
     *
     * @param before what was seen the last time; {@link HostSnapshot#NONE} at first
     * @return what there is now
     * @throws io.vmm4j.error.VmmException if that cannot be told
     */
    HostSnapshot at(HostSnapshot before);
}
