package io.vmm4j.testkit.operation;

import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.exec.CommandResult;
import io.vmm4j.exec.OutputSink;
import io.vmm4j.exec.RunningCommand;
import io.vmm4j.exec.Terminal;
import io.vmm4j.exec.TerminalSize;
import io.vmm4j.exec.Tunnel;
import io.vmm4j.operation.Journal;
import io.vmm4j.operation.JournalEntry;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/** A program that dies at a chosen point: before or after one of its commands or writes. After that nothing it does has any effect. */
final class MortalProgram {

    private final int deathAt;
    private int points;

    MortalProgram(int deathAt) {
        this.deathAt = deathAt;
    }

    static MortalProgram immortal() {
        return new MortalProgram(Integer.MAX_VALUE);
    }

    /** Thrown where a real one would be gone. */
    static final class Died extends Error {

        private static final long serialVersionUID = 1L;
    }

    boolean died() {
        return points >= deathAt;
    }

    int points() {
        return points;
    }

    private void live() {
        points++;
        if (died()) {
            throw new Died();
        }
    }

    CommandExecutor executor(CommandExecutor below) {
        return new CommandExecutor() {

            @Override
            public String target() {
                return below.target();
            }

            @Override
            public CommandResult run(Command command) {
                live();
                CommandResult result = below.run(command);
                live();
                return result;
            }

            @Override
            public RunningCommand start(Command command, OutputSink output) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Terminal openTerminal(Command command, TerminalSize size, OutputSink output) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Tunnel openTunnel(String host, int port, Duration timeout) {
                throw new UnsupportedOperationException();
            }

            @Override
            public CommandExecutor newConnection() {
                throw new UnsupportedOperationException();
            }

            @Override
            public void close() {}
        };
    }

    /** The journal as this program writes it; closing it leaves it open for the next program. */
    Journal journal(Journal below) {
        return new Journal() {

            @Override
            public List<JournalEntry> entries() {
                return below.entries();
            }

            @Override
            public void append(JournalEntry entry) {
                live();
                below.append(entry);
                live();
            }

            @Override
            public void compact(Predicate<JournalEntry> kept) {
                below.compact(kept);
            }

            @Override
            public void close() {}
        };
    }
}
