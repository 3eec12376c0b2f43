package io.vmm4j.testkit.internal.vmd.config;

/** Where the parser's messages go. */
public interface ConfMessages {

    /** Something that vmd(8) logs; without the prefix that the log adds. */
    void log(String message);

    /** Something that vmd(8) prints to its standard error as it is. */
    void warn(String line);
}
