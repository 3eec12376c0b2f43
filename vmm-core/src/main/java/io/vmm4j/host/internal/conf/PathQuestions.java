package io.vmm4j.host.internal.conf;

import io.vmm4j.exec.Answer;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.exec.Query;
import io.vmm4j.vmconf.DiskDefinition;
import io.vmm4j.vmconf.VmDefinition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Looks for disks, kernels and cdroms, as the user who connects: what he may not look for counts as found, as only root and vmd(8)
 * can tell.
 */
final class PathQuestions {

    private static final String MISSING = "No such file or directory";
    private static final String DENIED = "Permission denied";

    /** So that a command line stays short enough for every transport. */
    private static final int MOST_CHARACTERS = 32 * 1024;

    /**
     * $1 a file whose words that look like paths are looked for, or nothing; $2... paths. Prints each path, and on the next line
     * why it cannot be found.
     */
    private static final String LOOK = "cd /; f=$1; shift;"
            + " look() { printf '%s\\n' \"$1\"; if [ -e \"$1\" ]; then echo; else"
            + " r=$(ls -ld \"$1\" 2>&1 >/dev/null) || :; r=${r##*: }; printf '%s\\n' \"${r:-"
            + MISSING
            + "}\"; fi; };"
            + " for p; do look \"$p\"; done;"
            + " if [ -r \"$f\" ]; then tr ' \\t\"{}\\047' '\\n\\n\\n\\n\\n\\n' <\"$f\" | grep '^/' | sort -u |"
            + " while read -r p; do look \"$p\"; done; fi; :";

    private PathQuestions() {}

    /** Looks for these, and for what looks like a path in the file, which spares another round trip mostly. */
    static Query<Map<String, String>> guessing(String file, Collection<String> paths) {
        List<String> argv = new ArrayList<>(List.of("sh", "-c", LOOK, "sh", file));
        paths.stream().filter(PathQuestions::isOneLine).forEach(argv::add);
        return new Query<>(Command.read(argv.toArray(String[]::new)), PathQuestions::read);
    }

    /** Looks for these. */
    static Map<String, String> ask(CommandExecutor executor, Collection<String> paths) {
        Map<String, String> all = new HashMap<>();
        List<String> next = new ArrayList<>();
        int length = 0;
        for (String path : paths) {
            if (length > MOST_CHARACTERS) {
                all.putAll(guessing("", next).ask(executor));
                next.clear();
                length = 0;
            }
            next.add(path);
            length += path.length();
        }
        if (!next.isEmpty()) {
            all.putAll(guessing("", next).ask(executor));
        }
        return all;
    }

    /** The paths that VMs refer to. */
    static Set<String> of(Stream<VmDefinition> vms) {
        Set<String> paths = new LinkedHashSet<>();
        vms.forEach(vm -> {
            vm.disks().stream().map(DiskDefinition::path).forEach(paths::add);
            vm.kernel().ifPresent(paths::add);
            vm.cdrom().ifPresent(paths::add);
        });
        paths.removeIf(path -> path.isEmpty() || !isOneLine(path));
        return paths;
    }

    private static boolean isOneLine(String path) {
        return path.chars().noneMatch(c -> c < ' ');
    }

    private static Map<String, String> read(Answer answer) {
        List<String> lines = answer.result().stdoutLines();
        Map<String, String> paths = new HashMap<>();
        for (int i = 0; i + 1 < lines.size(); i += 2) {
            String reason = lines.get(i + 1);
            paths.put(lines.get(i), reason.equals(DENIED) ? "" : reason);
        }
        return paths;
    }
}
