package io.vmm4j.testkit.internal.pf;

import io.vmm4j.testkit.internal.kernel.Exited;
import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.testkit.internal.libc.Getopt;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The arguments of one run of pfctl(8). */
final class PfctlOptions {

    private static final String USAGE = """
            usage: pfctl [-deghNnPqrvz] [-a anchor] [-D macro=value] [-F modifier]
            \t[-f file] [-i interface] [-K key] [-k key] [-L statefile] [-o level]
            \t[-p device] [-S statefile] [-s modifier [-R id]]
            \t[-t table -T command [address ...]] [-V rdomain] [-x level]
            """;
    private static final List<String> SHOWN = List.of(
            "queue",
            "rules",
            "Anchors",
            "Sources",
            "states",
            "info",
            "Interfaces",
            "labels",
            "timeouts",
            "memory",
            "Tables",
            "osfp",
            "all");
    private static final List<String> FLUSHED =
            List.of("rules", "Sources", "states", "info", "Tables", "osfp", "Reset", "all");
    private static final List<String> COMMANDS =
            List.of("kill", "flush", "add", "delete", "load", "replace", "show", "test", "zero", "expire");

    private final SimProcess process;
    private String anchor = "";
    private boolean anchorGiven;
    private boolean wildcard;
    private boolean recursive;
    private boolean disables;
    private boolean enables;
    private boolean dry;
    private boolean quiet;
    private boolean zeroes;
    private int verbosity;
    private Optional<String> file = Optional.empty();
    private Optional<String> show = Optional.empty();
    private Optional<String> flush = Optional.empty();
    private Optional<String> table = Optional.empty();
    private Optional<String> command = Optional.empty();
    private final List<String> macros = new ArrayList<>();
    private final List<String> kills = new ArrayList<>();
    private List<String> operands = List.of();

    private PfctlOptions(SimProcess process) {
        this.process = process;
    }

    static PfctlOptions parse(SimProcess process) throws IOException {
        PfctlOptions options = new PfctlOptions(process);
        Getopt parsed = Getopt.parse("a:dD:eqf:F:ghi:k:K:L:Nno:Pp:R:rS:s:t:T:vV:x:z", process.arguments());
        if (parsed.failed() || process.arguments().isEmpty()) {
            process.complain(parsed.failed() ? "pfctl: " + parsed.error() + "\n" : "");
            throw options.usage();
        }
        for (Getopt.Option option : parsed.options()) {
            options.take(option);
        }
        options.operands = parsed.operands();
        options.check();
        return options;
    }

    private Exited usage() throws IOException {
        process.complain(USAGE);
        return new Exited(1);
    }

    private Exited refuse(String text) throws IOException {
        process.warn(text);
        return new Exited(1);
    }

    private void take(Getopt.Option option) throws IOException {
        String argument = option.argument();
        switch (option.letter()) {
            case 'a' -> {
                anchor = argument;
                anchorGiven = true;
            }
            case 'd' -> disables = true;
            case 'D' -> macros.add(argument);
            case 'e' -> enables = true;
            case 'q' -> quiet = true;
            case 'f' -> file = Optional.of(argument);
            case 'F' -> flush = Optional.of(choose(argument, FLUSHED, "Unknown flush modifier"));
            case 'k' -> kills.add(argument);
            case 'n' -> dry = true;
            case 's' -> show = Optional.of(choose(argument, SHOWN, "Unknown show modifier"));
            case 't' -> table = Optional.of(argument);
            case 'T' -> command = Optional.of(choose(argument, COMMANDS, "Unknown table command"));
            case 'v' -> verbosity++;
            case 'z' -> zeroes = true;
            case 'N', 'o', 'r', 'p' -> {}
            default -> throw refuse("simulator limitation: -" + option.letter() + " is not simulated");
        }
    }

    private String choose(String typed, List<String> words, String complaint) throws IOException {
        List<String> found = typed.isEmpty()
                ? List.of()
                : words.stream().filter(word -> word.startsWith(typed)).toList();
        if (found.isEmpty()) {
            process.warn(complaint + " '" + typed + "'");
            throw usage();
        }
        if (found.size() > 1) {
            throw refuse(typed + " is ambigious");
        }
        return found.get(0);
    }

    private void check() throws IOException {
        if (command.isPresent() != table.isPresent()) {
            throw usage();
        }
        if (command.isEmpty() && !operands.isEmpty()) {
            process.warn("unknown command line argument: " + operands.get(0) + " ...");
            throw usage();
        }
        if (kills.size() > 2) {
            process.warn("can only specify -k twice");
            throw usage();
        }
        if (anchorGiven) {
            checkAnchor();
        }
    }

    private void checkAnchor() throws IOException {
        boolean changes = file.isPresent() || flush.isPresent() || disables || enables || zeroes || !kills.isEmpty();
        if (anchor.isEmpty()) {
            throw refuse("anchor name must not be empty");
        }
        if (!changes && show.isEmpty() && command.isEmpty()) {
            process.warn("anchors apply to -f, -F, -s, and -T only");
            throw usage();
        }
        if (changes && command.isEmpty() && (anchor.startsWith("_") || anchor.contains("/_"))) {
            throw refuse("anchor names beginning with '_' cannot be modified from the command line");
        }
        if (anchor.endsWith("*")) {
            wildcard = anchor.endsWith("/*");
            anchor = anchor.substring(0, anchor.length() - (wildcard ? 2 : 1));
            recursive = true;
        }
        if (anchor.startsWith("/")) {
            anchor = anchor.substring(1);
        }
    }

    String anchor() {
        return anchor;
    }

    boolean isWildcard() {
        return wildcard;
    }

    boolean isRecursive() {
        return recursive;
    }

    boolean disables() {
        return disables && !dry;
    }

    boolean enables() {
        return enables && !dry;
    }

    boolean isDry() {
        return dry;
    }

    boolean isQuiet() {
        return quiet;
    }

    boolean isVerbose() {
        return verbosity > 0;
    }

    boolean isVeryVerbose() {
        return verbosity > 1;
    }

    boolean zeroes() {
        return zeroes && !dry;
    }

    Optional<String> file() {
        return file;
    }

    Optional<String> show() {
        return dry ? Optional.empty() : show;
    }

    Optional<String> flush() {
        return dry ? Optional.empty() : flush;
    }

    Optional<String> table() {
        return table;
    }

    Optional<String> command() {
        return command;
    }

    List<String> macros() {
        return macros;
    }

    List<String> kills() {
        return dry ? List.of() : kills;
    }

    List<String> operands() {
        return operands;
    }
}
