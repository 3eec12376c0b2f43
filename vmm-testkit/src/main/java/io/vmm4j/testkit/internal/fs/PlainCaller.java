package io.vmm4j.testkit.internal.fs;

import io.vmm4j.testkit.internal.io.OpenFile;
import io.vmm4j.testkit.internal.kernel.Account;
import io.vmm4j.testkit.internal.kernel.Errno;
import io.vmm4j.testkit.internal.kernel.SystemError;

/** A caller that is no process. */
record PlainCaller(Account account) implements Caller {

    @Override
    public String workingDirectory() {
        return "/";
    }

    @Override
    public int umask() {
        return 022;
    }

    @Override
    public OpenFile duplicate(int descriptor) throws SystemError {
        throw Errno.EBADF.asError();
    }

    @Override
    public OpenFile controllingTerminal() throws SystemError {
        throw Errno.ENXIO.asError();
    }
}
