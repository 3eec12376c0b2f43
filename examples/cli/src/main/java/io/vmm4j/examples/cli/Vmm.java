package io.vmm4j.examples.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code vmm}: controls virtual machines on an OpenBSD host. Exit status 0 done, 1 failed, 2 wrong usage. */
@Command(
        name = "vmm",
        version = "vmm 0.1.0-SNAPSHOT",
        mixinStandardHelpOptions = true,
        description = "Controls virtual machines on an OpenBSD host.",
        footer = {
            "",
            "Examples:",
            "  vmm demo",
            "  vmm --host ssh://root@vmhost probe",
            "  vmm --host ssh://admin@vmhost --doas list --json",
            "  vmm --host ssh://root@vmhost create web1 --memory 1G --disk qcow2:/var/vmm/web1.qcow2",
        },
        subcommands = {
            ProbeCommand.class,
            ListCommand.class,
            ShowCommand.class,
            CreateCommand.class,
            StartCommand.class,
            StopCommand.class,
            RestartCommand.class,
            PauseCommand.class,
            UnpauseCommand.class,
            DeleteCommand.class,
            ConsoleCommand.class,
        })
public final class Vmm implements Callable<Integer> {

    static final int DONE = 0;
    static final int FAILED = 1;
    static final int WRONG_USAGE = 2;

    @Mixin
    private final HostOptions hostOptions = new HostOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it.
    private CommandSpec spec;

    HostOptions hostOptions() {
        return hostOptions;
    }

    /** Runs a command line and ends the JVM with its exit status. */
    public static void main(String[] args) {
        PrintStream out = new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.err), true, StandardCharsets.UTF_8);
        System.setOut(out);
        System.setErr(err);
        System.exit(run(new PrintWriter(out, true), new PrintWriter(err, true), args));
    }

    /** Runs a command line and returns its exit status. */
    static int run(PrintWriter out, PrintWriter err, String... args) {
        return new CommandLine(new Vmm())
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setExecutionExceptionHandler((e, line, result) -> Failures.report(e, line))
                .execute(args);
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return WRONG_USAGE;
    }
}
