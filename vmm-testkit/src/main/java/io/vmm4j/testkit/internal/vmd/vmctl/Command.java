package io.vmm4j.testkit.internal.vmd.vmctl;

import io.vmm4j.testkit.internal.kernel.Exited;
import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.testkit.internal.libc.Getopt;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** The commands of vmctl(8), in the order of its table. */
enum Command {
    CONSOLE("id"),
    CREATE("[-b base | -i disk] [-s size] disk"),
    LOAD("filename"),
    LOG("[brief | verbose]"),
    PAUSE("id"),
    RECEIVE("name"),
    RELOAD(""),
    RESET("[all | switches | vms]"),
    SEND("id"),
    SHOW("[id]"),
    START("""
            [-cL] [-B device] [-b path] [-d disk] [-i count]
            \t\t[-m size] [-n switch] [-r path] [-t name] id | name"""),
    STATUS("[-r] [id]"),
    STOP("[-fw] [id | -a]"),
    UNPAUSE("id"),
    WAIT("id");

    private final String arguments;

    Command(String arguments) {
        this.arguments = arguments;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean isIn(Dialect dialect) {
        return (this != SEND && this != RECEIVE) || dialect.transfer() == Dialect.Transfer.PRESENT;
    }

    private String arguments(Dialect dialect) {
        if (!dialect.isLegacy()) {
            return arguments;
        }
        return switch (this) {
            case CREATE -> "disk [-b base | -i disk] [-s size]";
            case START -> """
                name [-cL] [-B device] [-b path] [-d disk] [-i count]
                \t\t[-m size] [-n switch] [-r path] [-t name]""";
            case STATUS -> "[id]";
            case STOP -> "[id|-a] [-fw]";
            default -> arguments;
        };
    }

    /** Says how it is used, and gives up. */
    Exited usage(SimProcess process, Dialect dialect) throws IOException {
        process.complain("usage:\tvmctl [-v] " + word() + " " + arguments(dialect) + "\n");
        return new Exited(1);
    }

    /** Its options and operands; says how it is used and gives up at a bad option. */
    Getopt options(SimProcess process, Dialect dialect, String known, List<String> words) throws IOException {
        Getopt parsed = Getopt.parse(known, words);
        if (parsed.failed()) {
            process.complain("vmctl: " + parsed.error() + "\n");
            throw usage(process, dialect);
        }
        return parsed;
    }
}
