package io.vmm4j.testkit.internal.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What execve(2) found in a file: a program, perhaps to be given a script.
 *
 * @param program what runs
 * @param script for a file that begins with {@code #!}: the interpreter, its argument if there is one, and the file
 */
public record Image(Program program, List<String> script) {

    private static final int ARG_MAX = 524_288;

    /** Keeps a copy. */
    public Image {
        script = List.copyOf(script);
    }

    /**
     * Checks that arguments and environment fit into a new process.
     *
     * @throws SystemError {@link Errno#E2BIG} if they do not
     */
    public static void checkSize(List<String> argv, Map<String, String> environment) throws SystemError {
        long size = 0;
        for (String argument : argv) {
            size += argument.length() + 1;
        }
        for (Map.Entry<String, String> variable : environment.entrySet()) {
            size += variable.getKey().length() + variable.getValue().length() + 2;
        }
        if (size > ARG_MAX) {
            throw Errno.E2BIG.asError();
        }
    }

    /** The argv that the program gets when this was typed. */
    public List<String> argv(List<String> typed) {
        if (script.isEmpty()) {
            return typed;
        }
        List<String> argv = new ArrayList<>(script);
        argv.addAll(typed.subList(Math.min(1, typed.size()), typed.size()));
        return argv;
    }
}
