package io.vmm4j.testkit.internal.program;

import io.vmm4j.testkit.internal.kernel.SimProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** sed(1), as far as {@code s p d q =} with addresses go. */
final class Sed {

    static final Utility PROGRAM = Utility.of(
            "Ee:nr",
            List.of(
                    "usage: sed [-aEnru] [-i[extension]] command [file ...]",
                    "       sed [-aEnru] [-e command] [-f command_file] [-i[extension]] [file ...]"),
            Sed::run);

    private final SimProcess process;
    private final boolean quiet;
    private final List<SedCommand> commands;
    private long number;

    private Sed(SimProcess process, boolean quiet, List<SedCommand> commands) {
        this.process = process;
        this.quiet = quiet;
        this.commands = commands;
    }

    private static int run(SimProcess process, Arguments arguments) throws IOException {
        List<String> scripts = new ArrayList<>(arguments.values('e'));
        List<String> files = arguments.operands();
        if (scripts.isEmpty()) {
            if (files.isEmpty()) {
                throw new UsageError();
            }
            scripts.add(files.get(0));
            files = files.subList(1, files.size());
        }
        List<SedCommand> commands;
        try {
            boolean extended = arguments.has('E') || arguments.has('r');
            commands = SedCommand.parse(String.join("\n", scripts), extended);
        } catch (SedCommand.Malformed e) {
            process.warn("1: \"" + String.join("\n", scripts) + "\": " + e.text());
            return 1;
        }
        Sed sed = new Sed(process, arguments.has('n'), commands);
        return sed.edit(files);
    }

    private int edit(List<String> files) throws IOException {
        boolean[] quit = new boolean[1];
        List<String> operands = files.isEmpty() ? List.of("-") : files;
        int status = 0;
        for (int i = 0; i < operands.size() && !quit[0]; i++) {
            boolean lastFile = i + 1 == operands.size();
            boolean read = Input.readOne(process, operands.get(i), input -> quit[0] = editFile(input, lastFile));
            status = read ? status : 1;
        }
        return status;
    }

    /** Edits a file; whether the script has quit. */
    private boolean editFile(Input input, boolean lastFile) throws IOException {
        Optional<String> next = input.nextLine();
        while (next.isPresent()) {
            String line = next.get();
            next = input.nextLine();
            number++;
            boolean last = lastFile && next.isEmpty();
            if (editLine(line.replaceFirst("\n$", ""), last, line.endsWith("\n") ? "\n" : "")) {
                return true;
            }
        }
        return false;
    }

    private boolean editLine(String original, boolean last, String end) throws IOException {
        String line = original;
        for (SedCommand command : commands) {
            if (!command.selects(line, number, last)) {
                continue;
            }
            switch (command.verb()) {
                case 'd' -> {
                    return false;
                }
                case 'p' -> process.print(line + "\n");
                case '=' -> process.print(number + "\n");
                case 'q' -> {
                    process.print(quiet ? "" : line + end);
                    return true;
                }
                default -> {
                    Optional<String> replaced = command.substitute(line);
                    line = replaced.orElse(line);
                    if (replaced.isPresent() && command.printsReplaced()) {
                        process.print(line + "\n");
                    }
                }
            }
        }
        process.print(quiet ? "" : line + end);
        return false;
    }
}
