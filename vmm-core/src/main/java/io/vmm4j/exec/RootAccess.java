package io.vmm4j.exec;

/** How an executor meets {@link Privilege#ROOT}. */
public enum RootAccess {
    /** The executor's user is root, or nothing is done about it: the command runs as it is. */
    DIRECT,
    /**
     * {@code doas -n} is put before the command; doas.conf(5) on the host must permit it without a password. A rule's
     * {@code cmd} is compared with the command's name as it was given, so {@code vmctl} and {@code /usr/sbin/vmctl} differ.
     */
    DOAS
}
