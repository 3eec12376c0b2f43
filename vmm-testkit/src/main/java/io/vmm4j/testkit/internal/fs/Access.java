package io.vmm4j.testkit.internal.fs;

import io.vmm4j.testkit.internal.kernel.Errno;
import io.vmm4j.testkit.internal.kernel.SystemError;

/** What access(2) asks about. */
public enum Access {
    READ(4),
    WRITE(2),
    EXECUTE(1);

    private final int bit;

    Access(int bit) {
        this.bit = bit;
    }

    /** Whether this account may do it to a node of that mode and owner; root may read and write anything. */
    boolean isGranted(Node node, Caller caller) {
        if (caller.account().isRoot()) {
            return this != EXECUTE || node.kind() == FileKind.DIRECTORY || (node.mode & 0111) != 0;
        }
        int shift = node.uid == caller.account().uid() ? 6 : caller.account().isIn(node.gid) ? 3 : 0;
        return ((node.mode >> shift) & bit) != 0;
    }

    void require(Node node, Caller caller) throws SystemError {
        if (!isGranted(node, caller)) {
            throw Errno.EACCES.asError();
        }
    }

    /** In a directory such as /tmp only owners take away what is theirs. */
    static void requireNotSticky(Node.Directory directory, Node node, Caller caller) throws SystemError {
        int uid = caller.account().uid();
        if ((directory.mode & 01000) != 0 && uid != 0 && uid != node.uid && uid != directory.uid) {
            throw Errno.EPERM.asError();
        }
    }
}
