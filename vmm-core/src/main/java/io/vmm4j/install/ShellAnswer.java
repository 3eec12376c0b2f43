package io.vmm4j.install;

import java.util.List;

/**
 * What a command on a guest's console printed and how it ended.
 *
 * @param status its exit status
 * @param lines what it printed, both streams, at most the last 1000 lines
 */
public record ShellAnswer(int status, List<String> lines) {

    public ShellAnswer {
        lines = List.copyOf(lines);
    }

    /** Whether the exit status is 0. */
    public boolean succeeded() {
        return status == 0;
    }
}
