package io.vmm4j.pf.internal;

import io.vmm4j.HostPath;
import io.vmm4j.error.Problem;
import io.vmm4j.exec.Answer;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.Query;
import io.vmm4j.pf.PfError;
import io.vmm4j.pf.PfException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Files of a host, read in one command, whole or not at all. Immutable. */
record FileDump(Map<HostPath, String> files) {

    /** $1... patterns. A file that cannot be read ends it: then nothing is known. */
    private static final String SCRIPT = "for p; do for f in $p; do [ -f \"$f\" ] || continue;"
            + " n=$(wc -c <\"$f\") || exit 1; echo $n \"$f\"; cat \"$f\" || exit 1; echo; done; done";

    FileDump {
        files = Map.copyOf(files);
    }

    /** What matches these patterns of sh(1); what does not exist is not among it. */
    static Query<FileDump> of(List<String> patterns) {
        List<String> argv = new ArrayList<>(List.of("sh", "-c", SCRIPT, "sh"));
        argv.addAll(patterns);
        return new Query<>(Command.read(argv.toArray(String[]::new)).asRoot(), FileDump::read);
    }

    private static FileDump read(Answer answer) {
        Map<HostPath, String> files = new LinkedHashMap<>();
        String text = HostText.of(answer.result().stdoutBytes());
        boolean whole = answer.result().succeeded();
        int at = 0;
        while (whole && at < text.length()) {
            int end = text.indexOf('\n', at);
            int blank = text.indexOf(' ', at);
            if (blank < 0 || end < blank || !text.substring(at, blank).matches("\\d{1,9}")) {
                whole = false;
                break;
            }
            int size = Integer.parseInt(text.substring(at, blank));
            int next = end + 1 + size;
            if (next >= text.length()) {
                whole = false;
                break;
            }
            files.put(HostPath.of(text.substring(blank + 1, end)), text.substring(end + 1, next));
            at = next + 1;
        }
        if (!whole) {
            throw new PfException(Problem.of(PfError.UNREADABLE)
                    .with("target", answer.target())
                    .with("command", "cat")
                    .with("text", answer.result().stderr().strip()));
        }
        return new FileDump(files);
    }

    /** What is in a file; empty if there is none. */
    Optional<String> text(HostPath path) {
        return Optional.ofNullable(files.get(path));
    }
}
