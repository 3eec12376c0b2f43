package io.vmm4j.testkit.internal.vmd.vmctl;

import io.vmm4j.testkit.internal.fs.OpenFlag;
import io.vmm4j.testkit.internal.io.OpenFile;
import io.vmm4j.testkit.internal.io.Tty;
import io.vmm4j.testkit.internal.io.TtyModes;
import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.testkit.internal.kernel.SystemError;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Optional;

/**
 * cu(1), as vmctl(8) becomes it: copies between its own streams and a guest's terminal until its input ends. A terminal at which
 * somebody types is raw meanwhile, so that keys go to the guest as they are pressed and only it echoes.
 */
final class Cu {

    private final SimProcess process;

    Cu(SimProcess process) {
        this.process = process;
    }

    int connect(String tty) throws IOException {
        OpenFile line;
        try {
            line = process.files().open(tty, EnumSet.of(OpenFlag.READ, OpenFlag.WRITE), 0);
        } catch (SystemError e) {
            process.complain("cu: open(\"" + tty + "\"): " + e.errno().text() + "\n");
            return 1;
        }
        line.terminal().ifPresent(terminal -> terminal.setModes(TtyModes.RAW.withEcho(false)));
        Optional<Tty> keyboard = process.descriptors().terminal(0);
        Optional<TtyModes> saved = keyboard.map(Tty::modes);
        keyboard.ifPresent(terminal -> terminal.setModes(TtyModes.RAW.withEcho(false)));
        try {
            process.print("Connected to " + tty + " (speed 115200)\r\n");
            process.flush();
            new Bridge(process, line).run();
            process.print("\r\n[EOT]\r\n");
            process.flush();
        } finally {
            line.release();
            saved.ifPresent(modes -> keyboard.ifPresent(terminal -> terminal.setModes(modes)));
        }
        return 0;
    }
}
