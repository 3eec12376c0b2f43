package io.vmm4j.testkit.internal.traffic;

import io.vmm4j.testkit.internal.kernel.Program;
import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.testkit.internal.net.Inet4;
import io.vmm4j.testkit.internal.program.Arguments;
import io.vmm4j.testkit.internal.program.UsageError;
import io.vmm4j.testkit.internal.program.Utility;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/** host(1) that asks a name server for the IPv4 address of a name. Its messages are not verified against a real one. */
public final class HostProgram {

    /** The program. */
    public static final Program PROGRAM = Utility.of(
            "46aCc:dilN:m:rR:sTt:VvW:w",
            List.of(
                    "usage: host [-46aCdilrsTVvw] [-c class] [-m flag] [-N ndots] [-R number]",
                    "            [-t type] [-W wait] name [server]"),
            HostProgram::run);

    private static final String LOCALHOST = "localhost";
    private static final String WORLD = "203.0.113.80";
    private static final String DEFAULT_WAIT = "5";
    private static final int TRIES = 2;

    private HostProgram() {}

    private static int run(SimProcess process, Arguments arguments) throws IOException {
        if (arguments.operands().size() != 2
                || !arguments.value('t').orElse("A").equals("A")) {
            throw new UsageError();
        }
        String name = arguments.operands().get(0).replaceFirst("\\.$", "");
        String server = arguments.operands().get(1);
        OptionalInt address = Inet4.parse(server);
        if (address.isEmpty()) {
            process.complain("host: couldn't get address for '" + server + "': not found\n");
            return 1;
        }
        boolean known = name.equals(LOCALHOST);
        NameService.Reply reply = process.machine()
                .timeline()
                .lockedGet(() -> new NameService(process.machine()).ask(address.getAsInt(), known));
        if (reply == NameService.Reply.SILENCE) {
            int wait = Integer.parseInt(arguments.value('W').orElse(DEFAULT_WAIT));
            process.await(() -> false, Duration.ofSeconds(wait).multipliedBy(TRIES));
            process.print(";; connection timed out; no servers could be reached\n");
            return 1;
        }
        process.print("Using domain server:\nName: " + server + "\nAddress: " + server + "#53\nAliases: \n\n");
        return switch (reply) {
            case RESOLVED -> {
                process.print(name + " has address " + (known ? "127.0.0.1" : WORLD) + "\n");
                yield 0;
            }
            case SERVFAIL -> {
                process.print("Host " + name + " not found: 2(SERVFAIL)\n");
                yield 1;
            }
            default -> {
                process.print("Host " + name + " not found: 5(REFUSED)\n");
                yield 1;
            }
        };
    }
}
