package io.vmm4j.testkit.internal.kernel;

import java.util.ArrayList;
import java.util.List;

/**
 * What execve(2) found in a file: a program, perhaps to be given a script.
 *
 * @param program what runs
 * @param script for a file that begins with {@code #!}: the interpreter, its argument if there is one, and the file
 */
public record Image(Program program, List<String> script) {

    public Image {
        script = List.copyOf(script);
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
