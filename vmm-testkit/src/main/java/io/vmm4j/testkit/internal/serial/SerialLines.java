package io.vmm4j.testkit.internal.serial;

import io.vmm4j.testkit.internal.fs.FileKind;
import io.vmm4j.testkit.internal.fs.Files;
import io.vmm4j.testkit.internal.kernel.Machine;
import io.vmm4j.testkit.internal.kernel.SystemError;
import io.vmm4j.testkit.internal.tty.Ptys;
import io.vmm4j.testkit.internal.vmd.Consoles;

/** The terminals of guests, which are pseudo-terminals of the machine like those of logins: a console takes the first that is free. */
public final class SerialLines implements Consoles {

    private static final int FREE_MODE = 0666;

    private final Machine machine;
    private final Files files;

    /** Those of a machine. */
    public SerialLines(Machine machine) {
        this.machine = machine;
        this.files = machine.files();
    }

    @Override
    public Console open(int uid, int gid, int mode) throws SystemError {
        SerialLine line = new SerialLine(machine.timeline(), Ptys.of(machine).reserve());
        if (files.exists(line.path())) {
            files.unlink(line.path());
        }
        files.makeSpecial(line.path(), FileKind.CHARACTER_DEVICE, mode, caller -> line.open());
        own(line.path(), uid, gid, mode);
        return new Taken(line);
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
            Ptys.of(machine).free(line.path());
        }
    }
}
