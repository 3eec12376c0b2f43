package io.vmm4j.testkit.internal.fs;

import io.vmm4j.testkit.internal.io.OpenFile;
import io.vmm4j.testkit.internal.io.Patience;
import io.vmm4j.testkit.internal.kernel.Errno;
import java.io.IOException;

/** A directory that was opened; reading it as a file fails. */
final class DirectoryHandle extends OpenFile {

    @Override
    public Kind kind() {
        return Kind.DIRECTORY;
    }

    @Override
    public boolean isReadable() {
        return true;
    }

    @Override
    public boolean isWritable() {
        return false;
    }

    @Override
    public int read(Patience patience, byte[] buffer, int offset, int length) throws IOException {
        throw Errno.EISDIR.asError();
    }
}
