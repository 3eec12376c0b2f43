package io.vmm4j.host;

import java.util.ArrayList;
import java.util.List;

/**
 * What has to be permitted to a user for what he is to do, and nothing else. Immutable.
 *
 * @param doasConf the lines for the end of doas.conf(5)
 * @param vmConf the lines for vm.conf(5): the socket's owner at its top, and the owner in each VM that he is to control
 * @param notes what to know about them
 */
public record LeastPrivilege(List<String> doasConf, List<String> vmConf, List<String> notes) {

    public LeastPrivilege {
        doasConf = List.copyOf(doasConf);
        vmConf = List.copyOf(vmConf);
        notes = List.copyOf(notes);
    }

    /** The lines, with the names of their files and the notes as comments. */
    @Override
    public String toString() {
        List<String> lines = new ArrayList<>();
        add(lines, "/etc/doas.conf", doasConf);
        add(lines, "/etc/vm.conf", vmConf);
        notes.forEach(note -> lines.add("# " + note));
        return String.join("\n", lines);
    }

    private static void add(List<String> lines, String file, List<String> more) {
        if (!more.isEmpty()) {
            lines.add("# " + file);
            lines.addAll(more);
        }
    }
}
