package io.vmm4j.exec;

/** As whom a command runs. */
public enum Privilege {
    /** As the user that the executor works as. */
    USER,
    /** As root: by being root, or by {@code doas -n}; which of them is the executor's {@link RootAccess}. Never sudo. */
    ROOT
}
