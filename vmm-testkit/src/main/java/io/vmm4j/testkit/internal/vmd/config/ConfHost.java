package io.vmm4j.testkit.internal.vmd.config;

import io.vmm4j.testkit.internal.kernel.SystemError;
import java.util.OptionalInt;

/** What the parser asks of the system. Paths that are relative mean what the asking process's working directory makes of them. */
public interface ConfHost {

    /**
     * A file's bytes, one per character; a directory reads as nothing.
     *
     * @throws SystemError if it cannot be opened
     */
    String read(String path) throws SystemError;

    /**
     * The absolute path without symbolic links.
     *
     * @throws SystemError if there is nothing there
     */
    String realpath(String path) throws SystemError;

    /** The first bytes of a file, empty if it cannot be read. */
    String signature(String path);

    /** The id of a user. */
    OptionalInt uid(String user);

    /** The id of a group. */
    OptionalInt gid(String group);
}
