package io.vmm4j.internal;

import io.vmm4j.exec.Command;
import io.vmm4j.exec.Input;

/**
 * Adds definitions to those that vmd(8) has, by {@code vmctl load}. What {@code vmd -n} does not pass never reaches it: one syntax
 * error can spoil its parser until it is restarted.
 */
public final class VmdLoad {

    /** $1 the size of the definitions, which come on standard input. */
    private static final String SCRIPT = "cd /; umask 077; t=$(mktemp /tmp/vmm4j.XXXXXXXXXX) || exit 1;"
            + " cat >\"$t\" && s=$(wc -c <\"$t\") && [ $s -eq $1 ]"
            + " || { rm -f \"$t\"; echo 'the definitions did not arrive' >&2; exit 1; };"
            + " o=$(vmd -n -f \"$t\" 2>&1) && o=$(vmctl load \"$t\" 2>&1); r=$?; rm -f \"$t\";"
            + " [ $r -eq 0 ] || echo \"$o\" >&2; exit $r";

    private VmdLoad() {}

    /** Adds these, in the language of vm.conf(5). */
    public static Command of(byte[] definitions) {
        return Command.oneShot("sh", "-c", SCRIPT, "sh", Integer.toString(definitions.length))
                .withStdin(Input.of(definitions))
                .asRoot();
    }
}
