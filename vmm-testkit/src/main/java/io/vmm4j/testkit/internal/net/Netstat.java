package io.vmm4j.testkit.internal.net;

import io.vmm4j.testkit.internal.kernel.Program;
import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.testkit.internal.libc.Getopt;
import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;

/** netstat(1), as far as {@code netstat -rnf inet} goes. */
public final class Netstat implements Program {

    @Override
    public int run(SimProcess process) throws IOException {
        Getopt parsed = Getopt.parse("f:nr", process.arguments());
        Set<Character> letters =
                parsed.options().stream().map(Getopt.Option::letter).collect(Collectors.toSet());
        boolean inet = parsed.options().stream()
                .allMatch(option -> option.letter() != 'f' || option.argument().equals("inet"));
        if (parsed.failed() || !parsed.operands().isEmpty() || letters.size() < 3 || !inet) {
            process.complain("netstat: simulator limitation: only \"netstat -rnf inet\" is simulated\n");
            return 1;
        }
        Network network = Network.of(process.machine());
        process.print(process.machine().timeline().lockedGet(() -> RouteTable.of(network)));
        return 0;
    }
}
