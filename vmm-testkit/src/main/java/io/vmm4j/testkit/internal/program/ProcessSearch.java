package io.vmm4j.testkit.internal.program;

import io.vmm4j.testkit.internal.kernel.Program;
import io.vmm4j.testkit.internal.kernel.Sig;
import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.testkit.internal.kernel.SystemError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * pgrep(1) and pkill(1) by name or, with {@code -f}, by all arguments; a regular expression that is found somewhere, or with
 * {@code -x} is all of it. Other ways to choose processes are not there.
 */
final class ProcessSearch {

    private static final String LETTERS = "flqxu:";

    static final Program PGREP = Utility.of(
                    LETTERS,
                    List.of(
                            "usage: pgrep [-flnoqvx] [-d delim] [-G gid] [-g pgrp] [-P ppid] [-s sid]",
                            "\t[-T rtable] [-t tty] [-U uid] [-u euid] [pattern ...]"),
                    ProcessSearch::list)
            .withUsageStatus(2);

    private static final Utility PKILL_TERM = killer(Sig.TERM);

    /** A signal may stand first: {@code -TERM}, {@code -9}. */
    static final Program PKILL = process -> {
        List<String> words = process.arguments();
        Optional<Sig> sig = words.isEmpty() || !words.get(0).matches("-([A-Z0-9]+)")
                ? Optional.empty()
                : Sig.named(words.get(0).substring(1));
        return sig.isEmpty()
                ? PKILL_TERM.run(process)
                : kill(process, Arguments.parse(words.subList(1, words.size()), LETTERS), sig.get());
    };

    private ProcessSearch() {}

    private static Utility killer(Sig sig) {
        return Utility.of(
                        LETTERS,
                        List.of(
                                "usage: pkill [-signal] [-fIlnoqvx] [-G gid] [-g pgrp] [-P ppid] [-s sid]",
                                "\t[-T rtable] [-t tty] [-U uid] [-u euid] [pattern ...]"),
                        (process, arguments) -> kill(process, arguments, sig))
                .withUsageStatus(2);
    }

    private static List<SimProcess> matching(SimProcess process, Arguments arguments) {
        if (arguments.operands().isEmpty()) {
            throw new UsageError();
        }
        List<Pattern> patterns = new ArrayList<>();
        for (String operand : arguments.operands()) {
            try {
                patterns.add(Pattern.compile(operand));
            } catch (PatternSyntaxException e) {
                throw new UsageError("bad expression: " + operand);
            }
        }
        List<SimProcess> living = process.machine()
                .timeline()
                .lockedGet(() -> process.machine().processes().all().stream()
                        .filter(each -> each.ending().isEmpty())
                        .toList());
        return living.stream()
                .filter(each -> each.pid() != process.pid())
                .filter(each -> patterns.stream().anyMatch(pattern -> matches(pattern, each, arguments)))
                .toList();
    }

    private static boolean matches(Pattern pattern, SimProcess process, Arguments arguments) {
        String text = arguments.has('f') ? String.join(" ", process.argv()) : name(process);
        return arguments.has('x')
                ? pattern.matcher(text).matches()
                : pattern.matcher(text).find();
    }

    /** A daemon that gives itself a title keeps its name. */
    private static String name(SimProcess process) {
        return process.name().replaceFirst(":$", "");
    }

    private static int list(SimProcess process, Arguments arguments) throws IOException {
        List<SimProcess> found = matching(process, arguments);
        for (SimProcess each : found) {
            if (!arguments.has('q')) {
                String what = arguments.has('f') ? String.join(" ", each.argv()) : name(each);
                process.print(each.pid() + (arguments.has('l') ? " " + what : "") + "\n");
            }
        }
        return found.isEmpty() ? 1 : 0;
    }

    private static int kill(SimProcess process, Arguments arguments, Sig sig) throws IOException {
        int status = 1;
        for (SimProcess each : matching(process, arguments)) {
            try {
                process.kill(each.pid(), Optional.of(sig));
                status = 0;
            } catch (SystemError e) {
                process.warn("signalling pid " + each.pid(), e);
                status = 3;
            }
        }
        return status;
    }
}
