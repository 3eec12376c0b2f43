package io.vmm4j.testkit.internal.program;

import io.vmm4j.testkit.internal.fs.FileKind;
import io.vmm4j.testkit.internal.fs.Stat;
import io.vmm4j.testkit.internal.kernel.Accounts;
import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.testkit.internal.kernel.SystemError;
import java.io.IOException;
import java.util.List;

/** stat(1), with a format. */
final class StatProgram {

    static final Utility PROGRAM = Utility.of(
            "f:Lnq",
            List.of("usage: stat [-FLnq] [-f format | -lrsx] [-t timefmt] [file ...]"),
            (process, arguments) -> new StatProgram(process, arguments).run());

    private final SimProcess process;
    private final Arguments arguments;

    private StatProgram(SimProcess process, Arguments arguments) {
        this.process = process;
        this.arguments = arguments;
    }

    private int run() throws IOException {
        if (arguments.operands().isEmpty() || !arguments.has('f')) {
            throw new UsageError();
        }
        int status = 0;
        for (String path : arguments.operands()) {
            try {
                Stat stat = arguments.has('L')
                        ? process.files().stat(path)
                        : process.files().lstat(path);
                process.print(
                        format(arguments.value('f').orElseThrow(), path, stat) + (arguments.has('n') ? "" : "\n"));
            } catch (SystemError e) {
                if (!arguments.has('q')) {
                    process.warn(path, e);
                }
                status = 1;
            }
        }
        return status;
    }

    private String format(String format, String path, Stat stat) throws SystemError {
        StringBuilder text = new StringBuilder();
        int at = 0;
        while (at < format.length()) {
            char c = format.charAt(at++);
            if (c != '%' || at == format.length()) {
                text.append(c);
                continue;
            }
            int start = at;
            while (at + 1 < format.length() && "SHMLODUX".indexOf(format.charAt(at)) >= 0) {
                at++;
            }
            String modifier = format.substring(start, at);
            text.append(datum(format.charAt(at++), modifier, path, stat));
        }
        return text.toString();
    }

    private String datum(char datum, String modifier, String path, Stat stat) throws SystemError {
        Accounts accounts = process.machine().accounts();
        boolean name = modifier.contains("S");
        return switch (datum) {
            case '%' -> "%";
            case 'n' -> "\n";
            case 't' -> "\t";
            case 'N' -> path;
            case 'z' -> Long.toString(stat.size());
            case 'd' -> Integer.toString(process.machine().fileTree().volumes().indexOf(stat.volume()));
            case 'i' -> Long.toString(stat.inode());
            case 'l' -> Integer.toString(stat.links());
            case 'b' -> Long.toString(stat.allocated() / 512);
            case 'u' -> name ? accounts.userName(stat.uid()) : Integer.toString(stat.uid());
            case 'g' -> name ? accounts.groupName(stat.gid()) : Integer.toString(stat.gid());
            case 'p' -> mode(modifier, stat);
            case 'm', 'c', 'a' ->
                name
                        ? DateFormat.format(stat.modified(), "%b %e %H:%M:%S %Y")
                        : Long.toString(stat.modified().getEpochSecond());
            case 'T' -> modifier.contains("H") ? stat.kind().text() : mark(stat);
            case 'Y' -> stat.kind() == FileKind.SYMBOLIC_LINK ? process.files().readLink(path) : "";
            default -> throw new UsageError("%" + datum + " is not simulated");
        };
    }

    private static String mode(String modifier, Stat stat) {
        if (modifier.contains("S")) {
            return stat.modeText();
        }
        if (modifier.contains("L")) {
            return String.format("%o", stat.mode() & 0777);
        }
        if (modifier.contains("M")) {
            return String.format("%o", stat.mode() >> 9);
        }
        return String.format("%o", stat.kind().bits() | stat.mode());
    }

    private static String mark(Stat stat) {
        return switch (stat.kind()) {
            case DIRECTORY -> "/";
            case SYMBOLIC_LINK -> "@";
            case SOCKET -> "=";
            default -> (stat.mode() & 0111) != 0 && stat.isRegular() ? "*" : "";
        };
    }
}
