package io.vmm4j.testkit.internal.vmd;

import io.vmm4j.testkit.internal.fs.Files;
import io.vmm4j.testkit.internal.kernel.SystemError;
import java.util.ArrayList;
import java.util.List;

/** The images that one VM has locked. */
final class DiskLocks {

    private final Files files;
    private final List<Lock> locks = new ArrayList<>();

    DiskLocks(Files files) {
        this.files = files;
    }

    private record Lock(String path, Object owner) {}

    /** Locks an image; the same one cannot be locked twice. */
    void add(String path) throws SystemError {
        Object owner = new Object();
        files.lock(path, owner);
        locks.add(new Lock(path, owner));
    }

    void release() {
        for (Lock lock : locks) {
            try {
                files.unlock(lock.path(), lock.owner());
            } catch (SystemError e) {
                // The image was removed while it was in use.
            }
        }
        locks.clear();
    }
}
