package io.vmm4j.examples.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code vmm}: controls virtual machines on an OpenBSD host. Exit status 0 done, 1 failed, 2 wrong usage. */
@Command(
        name = "vmm",
        versionProvider = Vmm.Version.class,
        mixinStandardHelpOptions = true,
        description = "Controls virtual machines on an OpenBSD host.",
        footer = {
            "",
            "Exit status: 0 done, 1 the operation failed, 2 wrong usage.",
            "",
            "Examples:",
            "  vmm demo",
            "  vmm --host sim: list",
            "  vmm --host ssh://root@vmhost probe",
            "  vmm --host ssh://admin@vmhost --doas list --json",
            "  vmm --host ssh://root@vmhost create web1 --disk qcow2:/var/vmm/web1.qcow2",
        },
        subcommands = {
            DemoCommand.class,
            SimCommand.class,
            ProbeCommand.class,
            DoctorCommand.class,
            InitCommand.class,
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
            SshCommand.class,
            ConfCommand.class,
            DiskCommand.class,
            CatalogCommand.class,
            NetworkCommand.class,
            EventsCommand.class,
            RebootCommand.class,
        })
public final class Vmm implements Callable<Integer> {

    static final int DONE = 0;
    static final int FAILED = 1;
    static final int WRONG_USAGE = 2;

    private final Screen out;
    private final Screen err;

    @Mixin
    private final HostOptions hostOptions = new HostOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it.
    private CommandSpec spec;

    private Vmm(Screen out, Screen err) {
        this.out = out;
        this.err = err;
    }

    /** Runs a command line and ends the JVM with its exit status. */
    public static void main(String[] args) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        System.setOut(out);
        System.setErr(err);
        System.exit(run(Screen.of(out, Screen.STANDARD_OUTPUT), Screen.of(err, Screen.STANDARD_ERROR), args));
    }

    /** Runs a command line that prints nowhere in particular, and returns its exit status. */
    static int run(PrintWriter out, PrintWriter err, String... args) {
        return run(Screen.plain(out), Screen.plain(err), args);
    }

    private static int run(Screen out, Screen err, String... args) {
        Failures failures = new Failures(out, err, args);
        CommandLine line = new CommandLine(new Vmm(out, err))
                .setOut(out.writer())
                .setErr(err.writer())
                .setColorScheme(Help.defaultColorScheme(out.style().ansi()))
                .setAbbreviatedOptionsAllowed(false)
                .setParameterExceptionHandler((e, words) -> failures.wrongUsage(e))
                .setExecutionExceptionHandler((e, where, result) -> failures.failed(e, where));
        HelpTexts.arrange(line);
        // What stands behind the name of the VM belongs to the command there.
        Objects.requireNonNull(line.getSubcommands().get("ssh"), "ssh").setStopAtPositional(true);
        return line.execute(args);
    }

    HostOptions hostOptions() {
        return hostOptions;
    }

    /** Where answers go. */
    Screen out() {
        return out;
    }

    /** Where everything else goes. */
    Screen err() {
        return err;
    }

    @Override
    public Integer call() {
        return usage(spec.commandLine());
    }

    /** A command that needs one of its own commands behind it was given none. */
    int usage(CommandLine line) {
        line.usage(err.writer(), Help.defaultColorScheme(err.style().ansi()));
        return WRONG_USAGE;
    }

    /** The version that the jar says it has. */
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            String version = Vmm.class.getPackage().getImplementationVersion();
            return new String[] {"vmm " + Objects.requireNonNullElse(version, "(not from a jar)")};
        }
    }
}
