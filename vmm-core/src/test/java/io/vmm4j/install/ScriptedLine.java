package io.vmm4j.install;

import io.vmm4j.error.Problem;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandFate;
import io.vmm4j.exec.ExecError;
import io.vmm4j.exec.Exit;
import io.vmm4j.exec.Input;
import io.vmm4j.exec.OutputSink;
import io.vmm4j.exec.RunningCommand;
import io.vmm4j.exec.Signal;
import io.vmm4j.exec.TransportException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A line whose other end is the test: it writes what it likes, in pieces as it likes, and sees what was typed. */
final class ScriptedLine implements ConsoleLine {

    private Optional<Talk> talk = Optional.empty();
    private String atOnce = "";

    /** Written as soon as somebody connects. */
    ScriptedLine saying(String text) {
        atOnce = text;
        return this;
    }

    @Override
    public RunningCommand connect(OutputSink output) {
        Talk next = new Talk(output);
        talk = Optional.of(next);
        if (!atOnce.isEmpty()) {
            next.write(atOnce.getBytes(StandardCharsets.UTF_8));
        }
        return next;
    }

    @Override
    public String name() {
        return "console of web on test:";
    }

    Talk guest() {
        return talk.orElseThrow();
    }

    /** One connection. */
    static final class Talk implements RunningCommand {

        private final OutputSink output;
        private final ByteArrayOutputStream typed = new ByteArrayOutputStream();
        private final List<Runnable> atEnd = new ArrayList<>();
        private Optional<Exit> exit = Optional.empty();
        private Optional<TransportException> failure = Optional.empty();

        private Talk(OutputSink output) {
            this.output = output;
        }

        void write(String text) {
            write(text.getBytes(StandardCharsets.UTF_8));
        }

        void write(byte[] bytes) {
            try {
                output.stdout(bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void complain(String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            try {
                output.stderr(bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void exit(int status) {
            exit = Optional.of(Exit.of(status, Duration.ZERO));
            atEnd.forEach(Runnable::run);
        }

        void loseConnection() {
            failure = Optional.of(new TransportException(
                    Problem.of(ExecError.CONNECTION_LOST)
                            .with("target", "test:")
                            .with("reason", "reset"),
                    CommandFate.MAY_HAVE_RUN,
                    null));
            atEnd.forEach(Runnable::run);
        }

        String typed() {
            return typed.toString(StandardCharsets.UTF_8);
        }

        @Override
        public Command command() {
            return Command.oneShot("vmctl", "console", "web").withStdin(Input.interactive());
        }

        @Override
        public OutputStream stdin() {
            return typed;
        }

        @Override
        public Exit await() {
            failure.ifPresent(e -> {
                throw e;
            });
            return exit.orElseThrow();
        }

        @Override
        public void onEnd(Runnable action) {
            if (exit.isPresent() || failure.isPresent()) {
                action.run();
            } else {
                atEnd.add(action);
            }
        }

        @Override
        public void signal(Signal signal) {
            // Nobody is there to get it.
        }

        @Override
        public void cancel() {
            // Nothing runs.
        }

        @Override
        public void close() {
            // Nothing runs.
        }
    }
}
