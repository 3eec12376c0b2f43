package io.vmm4j.testkit.internal.vmd;

import io.vmm4j.testkit.internal.fs.FileKind;
import io.vmm4j.testkit.internal.fs.Files;
import io.vmm4j.testkit.internal.kernel.Errno;
import io.vmm4j.testkit.internal.kernel.SystemError;

/** The file of the control socket. It stays when the daemon is gone. */
final class ControlSocket {

    static final String PATH = "/var/run/vmd.sock";

    private static final int MODE = 0660;

    private final Files files;

    ControlSocket(Files files) {
        this.files = files;
    }

    /** Makes it anew, for root and the members of wheel. */
    void bind() {
        try {
            if (files.exists(PATH)) {
                files.unlink(PATH);
            }
            files.makeSpecial(PATH, FileKind.SOCKET, MODE, caller -> {
                throw Errno.EOPNOTSUPP.asError();
            });
            files.changeMode(PATH, MODE);
            changeOwner(0, 0);
        } catch (SystemError e) {
            throw new IllegalStateException("the machine has no /var/run", e);
        }
    }

    void changeOwner(int uid, int gid) {
        try {
            files.changeOwner(PATH, uid, gid);
        } catch (SystemError e) {
            // Somebody removed it.
        }
    }
}
