package io.vmm4j.testkit.internal.host;

import io.vmm4j.testkit.internal.fs.Files;
import io.vmm4j.testkit.internal.kernel.Machine;
import io.vmm4j.testkit.internal.kernel.SystemError;

/** The files that rc(8) removes at boot: all of /var/run and of /tmp. */
final class LeftOverFiles {

    private LeftOverFiles() {}

    static void remove(Machine machine) throws SystemError {
        removeAllIn(machine.files(), "/var/run");
        removeAllIn(machine.files(), "/tmp");
    }

    private static void removeAllIn(Files files, String directory) throws SystemError {
        for (String name : files.list(directory)) {
            String path = directory + "/" + name;
            if (files.lstat(path).isDirectory()) {
                removeAllIn(files, path);
                files.removeDirectory(path);
            } else {
                files.unlink(path);
            }
        }
    }
}
