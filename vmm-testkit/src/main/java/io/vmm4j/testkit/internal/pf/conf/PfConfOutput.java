package io.vmm4j.testkit.internal.pf.conf;

/** Where the parser's words go; lines come without their ends. */
public interface PfConfOutput {

    /** What {@code pfctl -v} prints to standard output. */
    void verbose(String line);

    /** Whether {@code -v} was given. */
    boolean isVerbose();

    /** A complaint. */
    void complain(String line);
}
