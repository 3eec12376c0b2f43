package io.vmm4j.testkit.internal.program;

import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.testkit.internal.kernel.Sysctls;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** sysctl(8). Its errors go to standard error and leave the exit status 0. */
final class SysctlProgram {

    static final Utility PROGRAM = Utility.of(
            "Aanqw",
            List.of("usage: sysctl [-Aan]", "       sysctl [-n] name ...", "       sysctl [-nq] name=value ..."),
            (process, arguments) -> new SysctlProgram(process, arguments).run());

    private static final List<String> LEVELS = List.of("top", "second", "third", "fourth", "fifth");

    private final SimProcess process;
    private final Arguments arguments;
    private final Sysctls sysctls;

    private SysctlProgram(SimProcess process, Arguments arguments) {
        this.process = process;
        this.arguments = arguments;
        this.sysctls = process.machine().sysctls();
    }

    private int run() throws IOException {
        if (arguments.operands().isEmpty() || arguments.has('a') || arguments.has('A')) {
            show(sysctls.names(""));
            return 0;
        }
        for (String operand : arguments.operands()) {
            int equals = operand.indexOf('=');
            if (equals < 0) {
                read(operand);
            } else {
                write(
                        operand.substring(0, equals),
                        operand.substring(equals + 1).stripLeading());
            }
        }
        return 0;
    }

    private void show(List<String> names) throws IOException {
        for (String name : names) {
            process.print(
                    (arguments.has('n') ? "" : name + "=") + sysctls.get(name).orElse("") + "\n");
        }
    }

    private void read(String name) throws IOException {
        if (sysctls.get(name).isPresent()) {
            show(List.of(name));
            return;
        }
        List<String> below = sysctls.names(name);
        if (below.isEmpty()) {
            complainAbout(name);
        } else {
            show(below);
        }
    }

    private void complainAbout(String name) throws IOException {
        List<String> parts = List.of(name.split("\\.", -1));
        for (int level = 0; level < parts.size(); level++) {
            String prefix = String.join(".", parts.subList(0, level + 1));
            if (sysctls.get(prefix).isEmpty() && sysctls.names(prefix).isEmpty()) {
                String which = LEVELS.get(Math.min(level, LEVELS.size() - 1));
                process.warn(which + " level name " + parts.get(level) + " in " + name + " is invalid");
                return;
            }
        }
        process.warn(name + ": specification is incomplete");
    }

    private void write(String name, String value) throws IOException {
        Optional<String> old = sysctls.get(name);
        if (old.isEmpty()) {
            complainAbout(name);
            return;
        }
        if (sysctls.isWritable(name) && !value.matches("-?[0-9]{1,10}")) {
            process.warn(name + ": value is invalid: " + value);
            return;
        }
        if (!sysctls.isWritable(name) || !process.account().isRoot()) {
            process.warn(name + ": Operation not permitted");
            return;
        }
        sysctls.set(name, Long.toString(Long.parseLong(value)));
        if (!arguments.has('q')) {
            String now = sysctls.get(name).orElse("");
            process.print(arguments.has('n') ? now + "\n" : name + ": " + old.get() + " -> " + now + "\n");
        }
    }
}
