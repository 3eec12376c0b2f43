package io.vmm4j.vmctl.internal;

import io.vmm4j.exec.Answer;
import io.vmm4j.exec.Query;
import io.vmm4j.vmctl.ProbedCommand;
import io.vmm4j.vmctl.VmctlOptions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the options of a subcommand from the usage text that a bad option brings up. */
public final class OptionsReader implements Query.Reader<VmctlOptions> {

    private static final Pattern OPTION = Pattern.compile("(?<=[\\[ ])-([A-Za-z0-9]+)");

    private final ProbedCommand command;

    /** A reader for one subcommand. */
    public OptionsReader(ProbedCommand command) {
        this.command = command;
    }

    @Override
    public VmctlOptions read(Answer answer) {
        Reply reply = new Reply(Asked.host(), answer);
        List<String> lines = reply.allLines();
        String usage = "usage:\tvmctl [-v] " + command + " ";
        for (int i = 0; i < lines.size() && !reply.succeeded(); i++) {
            if (lines.get(i).startsWith(usage)) {
                String first = lines.get(i).substring(usage.length() - 1);
                return new VmctlOptions(letters(first + String.join("", lines.subList(i + 1, lines.size()))));
            }
        }
        throw reply.failure().orElseGet(reply::unrecognised);
    }

    private static Set<Character> letters(String usage) {
        Set<Character> letters = new HashSet<>();
        Matcher option = OPTION.matcher(usage);
        while (option.find()) {
            option.group(1).chars().forEach(letter -> letters.add((char) letter));
        }
        return letters;
    }
}
