package io.vmm4j.testkit.internal.host;

import io.vmm4j.testkit.internal.kernel.Image;
import io.vmm4j.testkit.internal.kernel.Machine;
import io.vmm4j.testkit.internal.kernel.Program;
import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.testkit.internal.kernel.SystemError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * csh(1) and fish(1) as login shells: they run {@code -c} with one command of quoted words, which is what a transport hands over
 * that means any login shell. Everything else they refuse.
 */
final class LoginShells {

    private static final String SPECIAL = "$&;|<>(){}*?[~`\"#\n";

    private LoginShells() {}

    /** How a backslash counts in single quotes, and what else is special. */
    private enum Dialect {
        /** An exclamation mark is history even in quotes. */
        CSH,
        /** A backslash escapes a quote and itself in quotes. */
        FISH
    }

    static void install(Machine machine) throws SystemError {
        machine.programs().install(machine.files(), "/bin/csh", program(Dialect.CSH));
        machine.programs().install(machine.files(), "/usr/local/bin/fish", program(Dialect.FISH));
        machine.programs().install(machine.files(), "/sbin/nologin", process -> {
            process.print("This account is currently not available.\n");
            return 1;
        });
    }

    private static Program program(Dialect dialect) {
        return process -> run(process, dialect);
    }

    private static int run(SimProcess process, Dialect dialect) throws IOException {
        List<String> arguments = process.arguments();
        if (arguments.size() != 2 || !arguments.get(0).equals("-c")) {
            process.warn("nothing but -c is simulated");
            return 1;
        }
        Optional<List<String>> words = words(arguments.get(1), dialect);
        if (words.isEmpty() || words.get().isEmpty()) {
            process.warn("more than one command of quoted words is not simulated: " + arguments.get(1));
            return 1;
        }
        List<String> argv = words.get();
        argv = argv.get(0).equals("exec") ? argv.subList(1, argv.size()) : argv;
        Image image;
        try {
            String path = process.environment().getOrDefault("PATH", "/usr/bin:/bin:/usr/sbin:/sbin");
            String found = process.machine().programs().find(process.files(), argv.get(0), path);
            image = process.machine().programs().load(process.files(), found);
        } catch (SystemError e) {
            process.complain(argv.get(0) + ": Command not found.\n");
            return 1;
        }
        throw process.exec(image, argv, process.environment());
    }

    private static Optional<List<String>> words(String line, Dialect dialect) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean inWord = false;
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            char next = i + 1 < line.length() ? line.charAt(i + 1) : 0;
            if (quoted) {
                boolean escapes = c == '\\' && (dialect == Dialect.FISH ? next == '\'' || next == '\\' : next == '!');
                if (c == '\'') {
                    quoted = false;
                } else if (escapes) {
                    word.append(next);
                    i++;
                } else if ((c == '!' && dialect == Dialect.CSH) || (c == '\n' && dialect == Dialect.CSH)) {
                    return Optional.empty();
                } else {
                    word.append(c);
                }
            } else if (c == '\'') {
                quoted = true;
                inWord = true;
            } else if (c == '\\' && next != 0) {
                word.append(next);
                inWord = true;
                i++;
            } else if (c == ' ' || c == '\t') {
                if (inWord) {
                    words.add(word.toString());
                }
                word.setLength(0);
                inWord = false;
            } else if (SPECIAL.indexOf(c) >= 0 || (c == '!' && dialect == Dialect.CSH)) {
                return Optional.empty();
            } else {
                word.append(c);
                inWord = true;
            }
        }
        if (inWord) {
            words.add(word.toString());
        }
        return quoted ? Optional.empty() : Optional.of(words);
    }
}
