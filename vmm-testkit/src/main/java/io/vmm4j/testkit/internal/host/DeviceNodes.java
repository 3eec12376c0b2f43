package io.vmm4j.testkit.internal.host;

import io.vmm4j.testkit.internal.fs.Caller;
import io.vmm4j.testkit.internal.fs.Driver;
import io.vmm4j.testkit.internal.fs.FileKind;
import io.vmm4j.testkit.internal.fs.Files;
import io.vmm4j.testkit.internal.io.Devices;
import io.vmm4j.testkit.internal.kernel.Machine;
import io.vmm4j.testkit.internal.kernel.SystemError;

/** The device nodes that every machine has in /dev. */
final class DeviceNodes {

    private static final int TAPS = 4;

    private DeviceNodes() {}

    static void make(Machine machine) throws SystemError {
        Files files = machine.files();
        node(files, "/dev/null", 0666, caller -> Devices.NULL.open());
        node(files, "/dev/zero", 0666, caller -> Devices.ZERO.open());
        node(files, "/dev/tty", 0666, Caller::controllingTerminal);
        node(files, "/dev/stdin", 0666, caller -> caller.duplicate(0));
        node(files, "/dev/stdout", 0666, caller -> caller.duplicate(1));
        node(files, "/dev/stderr", 0666, caller -> caller.duplicate(2));
        for (int i = 0; i < 10; i++) {
            int descriptor = i;
            node(files, "/dev/fd/" + i, 0666, caller -> caller.duplicate(descriptor));
        }
        for (int i = 0; i < TAPS; i++) {
            node(files, "/dev/tap" + i, 0600, caller -> Devices.OPAQUE.open());
        }
        node(files, "/dev/console", 0600, caller -> Devices.NULL.open());
        node(files, "/dev/rsd0a", 0640, caller -> Devices.OPAQUE.open());
        files.makeSpecial("/dev/sd0a", FileKind.BLOCK_DEVICE, 0640, caller -> Devices.OPAQUE.open());
    }

    private static void node(Files files, String path, int mode, Driver driver) throws SystemError {
        files.makeSpecial(path, FileKind.CHARACTER_DEVICE, mode, driver);
    }
}
