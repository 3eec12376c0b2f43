package io.vmm4j.testkit.internal.net;

import io.vmm4j.testkit.internal.fs.FileKind;
import io.vmm4j.testkit.internal.io.Devices;
import io.vmm4j.testkit.internal.kernel.Program;
import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.testkit.internal.kernel.SystemError;
import io.vmm4j.testkit.internal.libc.Getopt;
import java.io.IOException;
import java.util.List;

/** mknod(8), for devices that are only there to be looked at and opened by vmd(8). */
public final class Mknod implements Program {

    private static final int DEFAULT_MODE = 0666;

    @Override
    public int run(SimProcess process) throws IOException {
        Getopt parsed = Getopt.parse("m:", process.arguments());
        List<String> operands = parsed.operands();
        boolean complete = operands.size() == 4 && operands.get(1).matches("[bc]");
        if (parsed.failed() || !complete) {
            process.complain("usage: mknod [-m mode] name b | c major minor\n");
            return 1;
        }
        int mode = DEFAULT_MODE & ~process.umask();
        for (Getopt.Option option : parsed.options()) {
            if (!option.argument().matches("[0-7]{1,4}")) {
                process.warn("invalid mode: " + option.argument());
                return 1;
            }
            mode = Integer.parseInt(option.argument(), 8);
        }
        FileKind kind = operands.get(1).equals("b") ? FileKind.BLOCK_DEVICE : FileKind.CHARACTER_DEVICE;
        try {
            Ifconfig.requireRoot(process);
            process.files().makeSpecial(operands.get(0), kind, mode, caller -> Devices.OPAQUE.open());
            return 0;
        } catch (SystemError e) {
            process.warn(operands.get(0), e);
            return 1;
        }
    }
}
