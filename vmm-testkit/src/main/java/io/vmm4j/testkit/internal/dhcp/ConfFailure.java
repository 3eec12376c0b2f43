package io.vmm4j.testkit.internal.dhcp;

/** Something in dhcpd.conf(5) that ends dhcpd(8) at once. */
final class ConfFailure extends Exception {

    private static final long serialVersionUID = 1;

    private final String reason;

    ConfFailure(String reason) {
        super(reason);
        this.reason = reason;
    }

    /** What it says before it ends. */
    String reason() {
        return reason;
    }
}
