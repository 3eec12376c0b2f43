package io.vmm4j.testkit.internal.fs;

import io.vmm4j.testkit.internal.io.OpenFile;
import io.vmm4j.testkit.internal.kernel.Account;
import io.vmm4j.testkit.internal.kernel.SystemError;

/** Who makes a system call on files. */
public interface Caller {

    /** As whom. */
    Account account();

    /** From where relative paths go, absolute. */
    String workingDirectory();

    /** What is taken from the mode of new files. */
    int umask();

    /**
     * Another reference to an open descriptor, for /dev/fd.
     *
     * @throws SystemError if it is not open
     */
    OpenFile duplicate(int descriptor) throws SystemError;

    /**
     * The controlling terminal, for /dev/tty.
     *
     * @throws SystemError if there is none
     */
    OpenFile controllingTerminal() throws SystemError;
}
