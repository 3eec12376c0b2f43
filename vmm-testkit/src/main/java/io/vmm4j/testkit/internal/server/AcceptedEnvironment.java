package io.vmm4j.testkit.internal.server;

import io.vmm4j.testkit.internal.fs.FileText;
import io.vmm4j.testkit.internal.kernel.Machine;
import io.vmm4j.testkit.internal.kernel.SystemError;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** AcceptEnv of sshd_config(5): which variables a client may set; none as OpenBSD comes. */
final class AcceptedEnvironment {

    private static final String CONFIG = "/etc/ssh/sshd_config";

    private AcceptedEnvironment() {}

    static boolean accepts(Machine machine, String name) {
        return patterns(machine).stream()
                .map(pattern -> Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q"))
                .anyMatch(name::matches);
    }

    private static List<String> patterns(Machine machine) {
        try {
            return FileText.read(machine.files(), CONFIG)
                    .lines()
                    .map(String::strip)
                    .filter(line -> line.regionMatches(true, 0, "AcceptEnv ", 0, 10))
                    .flatMap(line -> Arrays.stream(line.substring(10).strip().split("[ \t]+")))
                    .toList();
        } catch (SystemError e) {
            return List.of();
        }
    }
}
