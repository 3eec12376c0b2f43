package io.vmm4j.testkit.internal.shell;

import io.vmm4j.testkit.internal.kernel.Sig;
import io.vmm4j.testkit.internal.kernel.SystemError;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** trap, wait, kill and times. */
final class JobBuiltins {

    private static final String USAGE = """
            usage: kill [-s signame | -signum | -signame] { job | pid | pgrp } ...
                   kill -l [exit_status ...]
            """;

    private JobBuiltins() {}

    static int trap(Shell shell, List<String> argv) throws IOException {
        List<String> operands = BuiltinOptions.parse(argv, "").operands();
        if (operands.isEmpty()) {
            for (Map.Entry<String, String> trap : shell.traps().actions().entrySet()) {
                shell.process().print("trap -- " + OutputBuiltins.quoted(trap.getValue()) + " " + trap.getKey() + "\n");
            }
            return 0;
        }
        // Upper case only, so that the command "exit" is not taken for the pseudo-signal.
        String first = operands.get(0);
        boolean isSignal = Traps.canonical(first).isPresent() && first.equals(first.toUpperCase(java.util.Locale.ROOT));
        Optional<String> action = isSignal || first.equals("-") ? Optional.empty() : Optional.of(first);
        for (String name : operands.subList(isSignal ? 0 : 1, operands.size())) {
            String canonical = Traps.canonical(name).orElseThrow(() -> new BuiltinFailure("bad signal " + name));
            shell.traps().set(canonical, action);
        }
        return 0;
    }

    static int await(Shell shell, List<String> argv) throws IOException {
        List<String> operands = BuiltinOptions.parse(argv, "").operands();
        if (operands.isEmpty()) {
            return shell.jobs().waitAll();
        }
        int status = 0;
        for (String operand : operands) {
            status = shell.jobs().waitFor(operand);
        }
        return status;
    }

    static int kill(Shell shell, List<String> argv) throws IOException {
        List<String> operands = argv.subList(1, argv.size());
        if (!operands.isEmpty() && operands.get(0).equals("-l")) {
            return listSignals(shell, operands.subList(1, operands.size()));
        }
        Optional<Sig> sig = Optional.of(Sig.TERM);
        if (operands.size() > 1 && operands.get(0).equals("-s")) {
            sig = Optional.of(signal(operands.get(1)));
            operands = operands.subList(2, operands.size());
        } else if (!operands.isEmpty() && operands.get(0).matches("-[A-Za-z0-9]+")) {
            String name = operands.get(0).substring(1);
            sig = name.equals("0") ? Optional.empty() : Optional.of(signal(name));
            operands = operands.subList(1, operands.size());
        }
        if (!operands.isEmpty() && operands.get(0).equals("--")) {
            operands = operands.subList(1, operands.size());
        }
        if (operands.isEmpty()) {
            shell.say(USAGE);
            return 1;
        }
        int status = 0;
        for (String operand : operands) {
            status = send(shell, operand, sig) ? status : 1;
        }
        return status;
    }

    private static Sig signal(String name) {
        return Sig.named(name).orElseThrow(() -> new BuiltinFailure("bad signal `" + name + "'"));
    }

    private static boolean send(Shell shell, String operand, Optional<Sig> sig) throws IOException {
        if (operand.startsWith("%")) {
            List<Integer> processes = shell.jobs().processesOf(operand);
            if (processes.isEmpty()) {
                shell.complain("kill: " + operand + ": no such job");
                return false;
            }
            boolean sent = true;
            for (int pid : processes) {
                sent &= send(shell, Integer.toString(pid), sig);
            }
            return sent;
        }
        if (!operand.matches("-?[0-9]{1,9}")) {
            shell.complain("kill: " + operand + ": arguments must be jobs or process IDs");
            return false;
        }
        int target = Integer.parseInt(operand);
        try {
            shell.process().kill(target == 0 ? -shell.process().group() : target, sig);
            return true;
        } catch (SystemError e) {
            shell.complain("kill: " + operand + ": " + e.errno().text());
            return false;
        }
    }

    private static int listSignals(Shell shell, List<String> statuses) throws IOException {
        for (String status : statuses) {
            if (!status.matches("[0-9]{1,3}")) {
                throw new BuiltinFailure(status + ": bad number");
            }
            int number = Integer.parseInt(status);
            String name =
                    Sig.of(number > 128 ? number - 128 : number).map(Sig::name).orElse(status);
            shell.process().print(name + "\n");
        }
        if (statuses.isEmpty()) {
            for (Sig sig : Sig.values()) {
                shell.process().print(String.format("%2d %s\n", sig.number(), sig.name()));
            }
        }
        return 0;
    }

    /** A simulated process takes no time of the processor's. */
    static int times(Shell shell, List<String> argv) throws IOException {
        shell.process().print("0m0.00s 0m0.00s\n0m0.00s 0m0.00s\n");
        return 0;
    }
}
