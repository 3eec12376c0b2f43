package io.vmm4j.testkit.internal.vmd.vmctl;

import io.vmm4j.testkit.internal.kernel.Program;
import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.testkit.internal.libc.Getopt;
import io.vmm4j.testkit.internal.vmd.VmdRequest;
import io.vmm4j.testkit.internal.vmd.VmdRequest.ResetPart;
import io.vmm4j.testkit.internal.vmd.VmdService;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** vmctl(8). */
public final class Vmctl implements Program {

    private final VmdService vmd;
    private final Dialect dialect;

    /** The vmctl of a release, for this daemon. */
    public Vmctl(VmdService vmd, Dialect dialect) {
        this.vmd = vmd;
        this.dialect = dialect;
    }

    @Override
    public int run(SimProcess process) throws IOException {
        Getopt global = Getopt.parse("v", process.arguments());
        if (global.failed()) {
            process.complain("vmctl: " + global.error() + "\n");
            throw Exit.usage(process);
        }
        if (global.operands().isEmpty()) {
            throw Exit.usage(process);
        }
        Command command = find(process, global.operands().get(0));
        List<String> words = global.operands().subList(1, global.operands().size());
        try (Client client = new Client(process, vmd)) {
            return run(process, client, command, words);
        }
    }

    private Command find(SimProcess process, String word) throws IOException {
        List<Command> matching = EnumSet.allOf(Command.class).stream()
                .filter(command -> command.isIn(dialect) && command.word().startsWith(word))
                .toList();
        if (matching.size() != 1) {
            process.complain((matching.isEmpty() ? "unknown" : "ambiguous") + " argument: " + word + "\n");
            throw Exit.usage(process);
        }
        return matching.get(0);
    }

    private int run(SimProcess process, Client client, Command command, List<String> words) throws IOException {
        return switch (command) {
            case CREATE -> new Create(process, dialect).run(words);
            case START -> new Start(process, dialect, client).run(words);
            case STOP -> new Stop(process, dialect, client).run(words);
            case STATUS, SHOW -> new Status(process, dialect, client).run(command, words);
            case CONSOLE -> new Console(process, client).run(oneVm(process, command, words));
            case WAIT -> new Stop(process, dialect, client).waitFor(oneVm(process, command, words));
            case PAUSE -> new Pause(process, client).pause(oneVm(process, command, words));
            case UNPAUSE -> new Pause(process, client).unpause(oneVm(process, command, words));
            case SEND, RECEIVE -> new Transfer(process, client).run(command, oneVm(process, command, words));
            case LOAD -> client.configure(new VmdRequest.Load(one(process, command, words)));
            case RELOAD -> reload(process, client, words);
            case RESET -> client.configure(new VmdRequest.Reset(resetParts(process, words)));
            case LOG -> client.configure(new VmdRequest.Verbosity(level(process, words)));
        };
    }

    private VmName oneVm(SimProcess process, Command command, List<String> words) throws IOException {
        return VmName.parse(process, one(process, command, words));
    }

    private String one(SimProcess process, Command command, List<String> words) throws IOException {
        if (words.size() != 1) {
            throw command.usage(process, dialect);
        }
        return words.get(0);
    }

    private int reload(SimProcess process, Client client, List<String> words) throws IOException {
        if (!words.isEmpty()) {
            throw Command.RELOAD.usage(process, dialect);
        }
        return client.configure(new VmdRequest.Reload());
    }

    private Set<ResetPart> resetParts(SimProcess process, List<String> words) throws IOException {
        String word = words.isEmpty() ? "all" : one(process, Command.RESET, words);
        if (word.equalsIgnoreCase("all")) {
            return EnumSet.allOf(ResetPart.class);
        }
        for (ResetPart part : ResetPart.values()) {
            if (word.equalsIgnoreCase(part.name())) {
                return EnumSet.of(part);
            }
        }
        throw Command.RESET.usage(process, dialect);
    }

    private int level(SimProcess process, List<String> words) throws IOException {
        String word = one(process, Command.LOG, words);
        if ("brief".regionMatches(true, 0, word, 0, word.length())) {
            return 0;
        }
        if ("verbose".regionMatches(true, 0, word, 0, word.length())) {
            return 2;
        }
        throw Command.LOG.usage(process, dialect);
    }
}
