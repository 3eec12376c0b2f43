package io.vmm4j.testkit.internal.vmd;

/**
 * Which VM a request means.
 *
 * @param id its id, or 0 if it is meant by name
 * @param name its name, if the id is 0
 */
public record VmSelector(long id, String name) {

    /** By id. */
    public static VmSelector byId(long id) {
        return new VmSelector(id, "");
    }

    /** By name. */
    public static VmSelector byName(String name) {
        return new VmSelector(0, name);
    }
}
