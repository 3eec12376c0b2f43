package io.vmm4j.testkit.internal.vmd.vmctl;

import io.vmm4j.testkit.internal.fs.OpenFlag;
import io.vmm4j.testkit.internal.io.OpenFile;
import io.vmm4j.testkit.internal.io.TtyModes;
import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.testkit.internal.kernel.SystemError;
import java.io.IOException;
import java.util.EnumSet;

/** cu(1), as vmctl(8) becomes it: copies between its own streams and a guest's terminal until its input ends. */
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
        try {
            process.print("Connected to " + tty + " (speed 115200)\r\n");
            process.flush();
            new Bridge(process, line).run();
        } finally {
            line.release();
        }
        process.print("\r\n[EOT]\r\n");
        return 0;
    }
}
