package io.vmm4j.install;

import io.vmm4j.HostPath;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.exec.Input;
import io.vmm4j.exec.OutputSink;
import io.vmm4j.exec.RunningCommand;
import io.vmm4j.exec.TerminalSize;
import io.vmm4j.install.internal.EscapedTerminal;
import java.time.Duration;
import java.util.Optional;

/**
 * The way to a serial line: which command connects to it, and what that makes of what is typed. Each {@link #connect} is a new
 * connection.
 *
 * <p>cu(1) takes {@code ~} at the beginning of a line for the beginning of a command of its own, but only on a terminal: on a pipe
 * everything reaches the guest as it is. {@link #cu} therefore uses a pipe, and {@link #cuOnTerminal} doubles the tilde exactly where cu(1)
 * looks for one.
 */
public interface ConsoleLine {

    /** Connects. */
    RunningCommand connect(OutputSink output);

    /** As errors name it. */
    String name();

    /** What stands there as soon as it is connected, if anything does. */
    default Optional<Expectation> greeting() {
        return Optional.empty();
    }

    /** The same line, which says this when it is connected. */
    default ConsoleLine greetingWith(Expectation greeting) {
        ConsoleLine line = this;
        return new ConsoleLine() {
            @Override
            public RunningCommand connect(OutputSink output) {
                return line.connect(output);
            }

            @Override
            public String name() {
                return line.name();
            }

            @Override
            public Optional<Expectation> greeting() {
                return Optional.of(greeting);
            }
        };
    }

    /** A command that becomes cu(1), such as {@code vmctl console}, on a pipe. */
    static ConsoleLine cu(CommandExecutor executor, String name, Command command) {
        return pipe(executor, name, command).greetingWith(Expectation.line("^Connected"));
    }

    /** A command that becomes cu(1), on a terminal. */
    static ConsoleLine cuOnTerminal(CommandExecutor executor, String name, Command command) {
        ConsoleLine line = terminal(executor, name, command);
        ConsoleLine escaped = new ConsoleLine() {
            @Override
            public RunningCommand connect(OutputSink output) {
                return new EscapedTerminal(line.connect(output));
            }

            @Override
            public String name() {
                return name;
            }
        };
        return escaped.greetingWith(Expectation.line("^Connected"));
    }

    /**
     * The terminal of a VM itself, {@code /dev/ttyp0}, made raw when it is opened. Of several readers each gets pieces only.
     *
     * @param limit how long it may stay open
     */
    static ConsoleLine tty(CommandExecutor executor, String name, HostPath tty, Duration limit) {
        String script = """
                exec 3<>"$1" && stty raw -echo <&3 && echo Connected || exit 1
                { cat <&3; kill $$; } 2>/dev/null &
                cat >&3 2>/dev/null
                kill $! 2>/dev/null
                """;
        Command command = Command.oneShot("sh", "-c", script, "sh", tty.value()).withTimeout(limit);
        return pipe(executor, name, command).greetingWith(Expectation.line("^Connected"));
    }

    /** Any command that talks, on a pipe. */
    static ConsoleLine pipe(CommandExecutor executor, String name, Command command) {
        return new ConsoleLine() {
            @Override
            public RunningCommand connect(OutputSink output) {
                return executor.start(command.withStdin(Input.interactive()), output);
            }

            @Override
            public String name() {
                return name;
            }
        };
    }

    /** Any command that talks, on a terminal. */
    static ConsoleLine terminal(CommandExecutor executor, String name, Command command) {
        return new ConsoleLine() {
            @Override
            public RunningCommand connect(OutputSink output) {
                return executor.openTerminal(command, TerminalSize.VT220, output);
            }

            @Override
            public String name() {
                return name;
            }
        };
    }
}
