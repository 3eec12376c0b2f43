package io.vmm4j.disk;

import java.util.Objects;

/**
 * Who needs an image.
 *
 * @param kind what that is
 * @param name the VM, the path of a clone, the file with the definition, or why it is not known
 */
public record DiskUser(Kind kind, String name) {

    /** What needs an image. */
    public enum Kind {
        /** A VM that runs has it as a disk. */
        RUNNING_VM,
        /** A VM that vm.conf(5) defines, or that was created here, has it as a disk. */
        VM,
        /** An image is derived from it. */
        CLONE,
        /** A file of vm.conf(5) has its path in it, be it in a comment. */
        MENTION,
        /** Something that cannot be looked at may need it. */
        UNKNOWN
    }

    public DiskUser {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(name, "name");
    }

    /** For people: {@code the VM web1, which runs}. */
    @Override
    public String toString() {
        return switch (kind) {
            case RUNNING_VM -> "the VM " + name + ", which runs";
            case VM -> "the VM " + name;
            case CLONE -> "the clone " + name;
            case MENTION -> name + ", which has its path in it";
            case UNKNOWN -> name;
        };
    }
}
