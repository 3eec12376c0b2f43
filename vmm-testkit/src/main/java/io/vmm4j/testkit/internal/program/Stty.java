package io.vmm4j.testkit.internal.program;

import io.vmm4j.exec.TerminalSize;
import io.vmm4j.testkit.internal.fs.OpenFlag;
import io.vmm4j.testkit.internal.io.OpenFile;
import io.vmm4j.testkit.internal.io.Tty;
import io.vmm4j.testkit.internal.io.TtyModes;
import io.vmm4j.testkit.internal.kernel.Program;
import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.testkit.internal.kernel.SystemError;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** stty(1): raw, sane, echo, icanon, isig, icrnl, onlcr and their opposites, rows, columns, size; others are refused. */
final class Stty implements Program {

    private static final String USAGE = "usage: stty [-a | -e | -g] [-f file] [operands]\n";

    @Override
    public int run(SimProcess process) throws IOException {
        List<String> words = process.arguments();
        if (words.size() < 2 || !words.get(0).equals("-f")) {
            return set(process, process.descriptors().terminal(0), words);
        }
        OpenFile device;
        try {
            device = process.files().open(words.get(1), OpenFlag.READING, 0);
        } catch (SystemError e) {
            process.warn(words.get(1), e);
            return 1;
        }
        try {
            return set(process, device.terminal(), words.subList(2, words.size()));
        } finally {
            device.release();
        }
    }

    private static int set(SimProcess process, Optional<Tty> found, List<String> words) throws IOException {
        if (found.isEmpty()) {
            process.warn("not a terminal");
            return 1;
        }
        Tty terminal = found.get();
        if (words.isEmpty()) {
            process.print("speed 9600 baud;\n" + shown(terminal.modes()) + "\n");
            return 0;
        }
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            boolean sized = List.of("rows", "columns", "cols").contains(word);
            if (sized && i + 1 < words.size() && words.get(i + 1).matches("[1-9][0-9]{0,4}")) {
                int number = Integer.parseInt(words.get(++i));
                TerminalSize size = terminal.size();
                terminal.resize(
                        word.equals("rows")
                                ? new TerminalSize(size.columns(), number)
                                : new TerminalSize(number, size.rows()));
            } else if (word.equals("size")) {
                process.print(terminal.size().rows() + " " + terminal.size().columns() + "\n");
            } else if (!word.matches("[0-9]{1,7}")) {
                Optional<TtyModes> modes = changed(terminal.modes(), word);
                if (modes.isEmpty()) {
                    process.warn("illegal option -- " + word);
                    process.complain(USAGE);
                    return 1;
                }
                terminal.setModes(modes.get());
            }
        }
        return 0;
    }

    private static String shown(TtyModes modes) {
        return "lflags: " + (modes.echo() ? "" : "-") + "echo " + (modes.canonical() ? "" : "-") + "icanon "
                + (modes.signals() ? "" : "-") + "isig\niflags: " + (modes.crToNl() ? "" : "-") + "icrnl\noflags: "
                + (modes.nlToCrNl() ? "" : "-") + "onlcr";
    }

    private static Optional<TtyModes> changed(TtyModes old, String word) {
        boolean on = !word.startsWith("-");
        TtyModes modes = switch (on ? word : word.substring(1)) {
            case "raw" -> on ? TtyModes.RAW.withEcho(old.echo()) : TtyModes.SANE.withEcho(old.echo());
            case "cooked", "sane" -> TtyModes.SANE;
            case "cbreak" -> new TtyModes(!on, old.echo(), old.signals(), old.crToNl(), old.nlToCrNl());
            case "icanon" -> new TtyModes(on, old.echo(), old.signals(), old.crToNl(), old.nlToCrNl());
            case "echo" -> old.withEcho(on);
            case "isig" -> new TtyModes(old.canonical(), old.echo(), on, old.crToNl(), old.nlToCrNl());
            case "icrnl" -> new TtyModes(old.canonical(), old.echo(), old.signals(), on, old.nlToCrNl());
            case "onlcr", "opost" -> new TtyModes(old.canonical(), old.echo(), old.signals(), old.crToNl(), on);
            default -> old;
        };
        boolean known = List.of("raw", "cooked", "sane", "cbreak", "icanon", "echo", "isig", "icrnl", "onlcr", "opost")
                .contains(on ? word : word.substring(1));
        return known ? Optional.of(modes) : Optional.empty();
    }
}
