package io.vmm4j.testkit.internal.program;

import io.vmm4j.testkit.internal.kernel.Program;
import io.vmm4j.testkit.internal.kernel.SimProcess;
import java.io.IOException;
import java.util.List;

/** printf(1). */
final class Printf implements Program {

    @Override
    public int run(SimProcess process) throws IOException {
        List<String> arguments = process.arguments();
        if (!arguments.isEmpty() && arguments.get(0).equals("--")) {
            arguments = arguments.subList(1, arguments.size());
        }
        if (arguments.isEmpty()) {
            process.complain("usage: printf format [argument ...]\n");
            return 1;
        }
        PrintfRun run = new PrintfRun(process, arguments.get(0), arguments.subList(1, arguments.size()));
        return run.run();
    }
}
