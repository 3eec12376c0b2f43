package io.vmm4j.vmconf;

/** What a user who makes an instance of a VM may choose: {@code allow instance} of vm.conf(5). */
public enum InstanceRight {
    BOOT("boot"),
    CDROM("cdrom"),
    DISK("disk"),
    /** To be the parent of further instances. */
    INSTANCE("instance"),
    INTERFACE("interface"),
    MEMORY("memory");

    private final String text;

    InstanceRight(String text) {
        this.text = text;
    }

    /** As vm.conf(5) writes it. */
    @Override
    public String toString() {
        return text;
    }
}
