package io.vmm4j.testkit.internal.shell;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** getopts. Where it is within a word is kept in a variable that no script can name. */
final class GetoptsBuiltin {

    private static final String PLACE = "OPTIND within a word";

    private GetoptsBuiltin() {}

    static int getopts(Shell shell, List<String> argv) throws IOException {
        if (argv.size() < 3) {
            throw new BuiltinFailure("missing " + (argv.size() < 2 ? "options" : "name") + " argument");
        }
        String letters = argv.get(1);
        String name = argv.get(2);
        List<String> words = argv.size() > 3 ? argv.subList(3, argv.size()) : shell.positional();
        int index = shell.variables().get("OPTIND").map(GetoptsBuiltin::number).orElse(1);
        int place = place(shell, index);
        if (index < 1 || index > words.size()) {
            return end(shell, name, index);
        }
        String word = words.get(index - 1);
        if (place == 0) {
            if (word.equals("--")) {
                return end(shell, name, index + 1);
            }
            if (word.length() < 2 || word.charAt(0) != '-') {
                return end(shell, name, index);
            }
            place = 1;
        }
        char letter = word.charAt(place);
        boolean wordDone = place + 1 >= word.length();
        int known = letter == ':' ? -1 : letters.indexOf(letter);
        boolean takesArgument = known >= 0 && known + 1 < letters.length() && letters.charAt(known + 1) == ':';
        boolean silent = letters.startsWith(":");
        if (known < 0) {
            move(shell, index, place, wordDone);
            return refuse(shell, name, letter, silent, "?", "unknown option");
        }
        if (!takesArgument) {
            move(shell, index, place, wordDone);
            shell.variables().unset("OPTARG");
            shell.assign(name, String.valueOf(letter));
            return 0;
        }
        if (wordDone && index >= words.size()) {
            move(shell, index, place, true);
            return refuse(shell, name, letter, silent, silent ? ":" : "?", "requires argument");
        }
        shell.assign("OPTARG", wordDone ? words.get(index) : word.substring(place + 1));
        move(shell, wordDone ? index + 1 : index, 0, true);
        shell.assign(name, String.valueOf(letter));
        return 0;
    }

    private static int number(String text) {
        return text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : 1;
    }

    private static int place(Shell shell, int index) {
        Optional<String> kept = shell.variables().get(PLACE);
        String prefix = index + " ";
        return kept.filter(text -> text.startsWith(prefix))
                .map(text -> number(text.substring(prefix.length())))
                .orElse(0);
    }

    private static void move(Shell shell, int index, int place, boolean wordDone) {
        int next = wordDone ? index + 1 : index;
        shell.assign("OPTIND", Integer.toString(next));
        shell.variables().set(PLACE, next + " " + (wordDone ? 0 : place + 1));
    }

    private static int end(Shell shell, String name, int index) {
        shell.assign("OPTIND", Integer.toString(index));
        shell.variables().unset(PLACE);
        shell.variables().unset("OPTARG");
        shell.assign(name, "?");
        return 1;
    }

    private static int refuse(Shell shell, String name, char letter, boolean silent, String result, String message)
            throws IOException {
        if (silent) {
            shell.assign("OPTARG", String.valueOf(letter));
        } else {
            shell.variables().unset("OPTARG");
            shell.complain("-" + letter + ": " + message);
        }
        shell.assign(name, result);
        return 0;
    }
}
