package io.vmm4j.testkit.internal.fs;

import java.util.EnumSet;
import java.util.Set;

/** How a file is opened: the flags of open(2). */
public enum OpenFlag {
    READ,
    WRITE,
    APPEND,
    CREATE,
    EXCLUSIVE,
    TRUNCATE;

    /** {@code O_RDONLY}. */
    public static final Set<OpenFlag> READING = EnumSet.of(READ);

    /** {@code O_WRONLY | O_CREAT | O_TRUNC}. */
    public static final Set<OpenFlag> WRITING = EnumSet.of(WRITE, CREATE, TRUNCATE);

    /** {@code O_WRONLY | O_CREAT | O_APPEND}. */
    public static final Set<OpenFlag> APPENDING = EnumSet.of(WRITE, CREATE, APPEND);

    /** {@code O_WRONLY | O_CREAT | O_EXCL}. */
    public static final Set<OpenFlag> CREATING = EnumSet.of(WRITE, CREATE, EXCLUSIVE);
}
