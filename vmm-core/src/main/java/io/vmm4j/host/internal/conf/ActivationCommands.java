package io.vmm4j.host.internal.conf;

import io.vmm4j.HostPath;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.Effect;
import io.vmm4j.internal.VmdLoad;
import io.vmm4j.plan.CommandChange;
import io.vmm4j.plan.FileContent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Tells vmd(8) of its configuration. What {@code vmd -n} does not pass never reaches it: one syntax error can spoil its parser
 * until it is restarted.
 */
final class ActivationCommands {

    /** $1 the main file. */
    private static final String RELOAD =
            "cd / && o=$(vmd -n -f \"$1\" 2>&1) || { echo \"$o\" >&2; exit 1; }; exec vmctl reload";

    /** $1... VMs that vmd(8) must list, then {@code --}, then those that it must not. */
    private static final String CONFIRM =
            "rcctl check vmd >/dev/null || { echo 'vmd(8) does not run any more' >&2; exit 1; };"
                    + " names=$(vmctl status | sed 's/.* //'); wanted=0;"
                    + " for n; do if [ \"$n\" = -- ]; then wanted=1; continue; fi;"
                    + " printf '%s\\n' \"$names\" | grep -Fqx -- \"$n\"; [ $? -eq $wanted ] && continue;"
                    + " [ $wanted -eq 0 ] && w='does not list' || w='still lists';"
                    + " echo \"vmctl status $w $n\" >&2; exit 1; done; exit 0";

    private ActivationCommands() {}

    /** Makes vmd(8) read its files anew. */
    static CommandChange reload(HostPath file, Collection<String> listed, Collection<String> gone) {
        Command command =
                Command.oneShot("sh", "-c", RELOAD, "sh", file.value()).asRoot();
        return CommandChange.of("make vmd(8) reload its configuration", command).confirmedBy(confirm(listed, gone));
    }

    /** Adds these definitions to those that vmd(8) has. */
    static CommandChange load(FileContent definitions, Collection<String> listed) {
        return CommandChange.of("make vmd(8) load what is new", VmdLoad.of(definitions.bytes()))
                .confirmedBy(confirm(listed, List.of()));
    }

    private static Command confirm(Collection<String> listed, Collection<String> gone) {
        List<String> argv = new ArrayList<>(List.of("sh", "-c", CONFIRM, "sh"));
        argv.addAll(listed);
        argv.add("--");
        argv.addAll(gone);
        return Command.of(Effect.READ, argv).asRoot();
    }
}
