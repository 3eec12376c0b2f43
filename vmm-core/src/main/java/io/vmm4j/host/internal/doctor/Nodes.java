package io.vmm4j.host.internal.doctor;

import java.util.List;

/**
 * Device nodes of /dev.
 *
 * @param vmm whether there is vmm(4)'s
 * @param taps how many are of tap(4)
 * @param ptys how many are of pty(4)
 */
record Nodes(boolean vmm, int taps, int ptys) {

    /** Counts them in what {@code ls /dev} prints. */
    static Nodes parse(List<String> names) {
        return new Nodes(names.contains("vmm"), count(names, "tap\\d{1,3}"), count(names, "tty[p-zP-T][0-9a-zA-Z]"));
    }

    private static int count(List<String> names, String pattern) {
        return (int) names.stream().filter(name -> name.matches(pattern)).count();
    }
}
