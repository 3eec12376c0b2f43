package io.vmm4j.testkit.internal.rc;

import io.vmm4j.testkit.internal.kernel.Program;
import io.vmm4j.testkit.internal.kernel.SimProcess;
import java.io.IOException;
import java.util.List;

/** unbound-checkconf(8) of one file. Its messages are not verified against a real one. */
final class UnboundCheckconf implements Program {

    @Override
    public int run(SimProcess process) throws IOException {
        List<String> arguments = process.arguments();
        if (arguments.size() > 1 || (arguments.size() == 1 && arguments.get(0).startsWith("-"))) {
            process.complain("unbound-checkconf: simulator limitation: only a file can be named\n");
            return 1;
        }
        String file = arguments.isEmpty() ? UnboundConf.FILE : arguments.get(0);
        if (!UnboundDaemon.check(process, file)) {
            return 1;
        }
        process.print("unbound-checkconf: no errors in " + file + "\n");
        return 0;
    }
}
