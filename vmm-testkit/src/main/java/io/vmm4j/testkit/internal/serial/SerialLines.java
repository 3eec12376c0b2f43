package io.vmm4j.testkit.internal.serial;

import io.vmm4j.testkit.internal.fs.FileKind;
import io.vmm4j.testkit.internal.fs.Files;
import io.vmm4j.testkit.internal.kernel.Errno;
import io.vmm4j.testkit.internal.kernel.Machine;
import io.vmm4j.testkit.internal.kernel.SystemError;
import io.vmm4j.testkit.internal.vmd.Consoles;
import java.util.ArrayList;
import java.util.List;

/** The terminals /dev/ttyp0 to /dev/ttypZ, of which a console takes the first that is free. */
public final class SerialLines implements Consoles {

    private static final String UNITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final int FREE_MODE = 0666;

    private final Files files;
    private final List<SerialLine> lines = new ArrayList<>();

    /** Makes their devices; the directory exists. */
    public SerialLines(Machine machine) throws SystemError {
        files = machine.files();
        for (int i = 0; i < UNITS.length(); i++) {
            SerialLine line = new SerialLine(machine.timeline(), "/dev/ttyp" + UNITS.charAt(i));
            lines.add(line);
            files.makeSpecial(line.path(), FileKind.CHARACTER_DEVICE, FREE_MODE, caller -> line.open());
            files.changeMode(line.path(), FREE_MODE);
        }
    }

    @Override
    public Console open(int uid, int gid, int mode) throws SystemError {
        for (SerialLine line : lines) {
            if (files.exists(line.path()) && line.connect()) {
                own(line.path(), uid, gid, mode);
                return new Taken(line);
            }
        }
        throw Errno.ENOENT.asError();
    }

    private void own(String path, int uid, int gid, int mode) throws SystemError {
        files.changeOwner(path, uid, gid);
        files.changeMode(path, mode);
    }

    /** One that is in use. */
    private final class Taken implements Console {

        private final SerialLine line;

        private Taken(SerialLine line) {
            this.line = line;
        }

        @Override
        public String path() {
            return line.path();
        }

        @Override
        public void connect(Keyboard guest) {
            line.connect(guest);
        }

        @Override
        public void write(String output) {
            line.receive(output);
        }

        @Override
        public void close() {
            line.hangUp();
            try {
                own(line.path(), 0, 0, FREE_MODE);
            } catch (SystemError e) {
                // Somebody removed the device.
            }
        }
    }
}
