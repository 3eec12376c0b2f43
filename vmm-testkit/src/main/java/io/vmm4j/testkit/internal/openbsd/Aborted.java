package io.vmm4j.testkit.internal.openbsd;

/** An unattended installation cannot go on; what is to be said has been said. */
final class Aborted extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Aborted() {
        super("the installation was aborted", null, false, false);
    }
}
