package io.vmm4j.examples.cli;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Something that a test needs of the machine. With {@code -Dvmm4j.require=all} its absence is a failure, else a skip. */
final class Requirement {

    private Requirement() {}

    static void require(boolean present, String what) {
        if (!present && "all".equals(System.getProperty("vmm4j.require"))) {
            fail("this machine lacks " + what + ", and vmm4j.require=all forbids to skip what needs it");
        }
        assumeTrue(present, "this machine lacks " + what);
    }
}
