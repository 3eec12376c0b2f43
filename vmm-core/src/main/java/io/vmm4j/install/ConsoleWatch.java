package io.vmm4j.install;

/** Somebody who follows what a guest writes, besides the dialogue with it. */
@FunctionalInterface
public interface ConsoleWatch {

    /**
     * A line is complete, or is about to be written over, as one that shows progress is. Called in the order of the lines, on the
     * thread that reads the console: whoever takes long here holds the guest's output up. What it throws is logged, and ends the watch.
     *
     * @param line without escape sequences, with secrets masked
     */
    void seen(String line);
}
