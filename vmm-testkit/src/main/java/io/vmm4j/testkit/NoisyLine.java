package io.vmm4j.testkit;

import io.vmm4j.exec.Command;
import io.vmm4j.exec.Exit;
import io.vmm4j.exec.OutputSink;
import io.vmm4j.exec.RunningCommand;
import io.vmm4j.exec.Signal;
import io.vmm4j.install.ConsoleLine;
import io.vmm4j.install.Expectation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.Random;

/**
 * A serial line that loses, doubles and changes characters, both ways, by a seed: the same characters in the same order fare the same.
 * A character that is changed becomes another printable one.
 */
public final class NoisyLine implements ConsoleLine {

    private final ConsoleLine line;
    private final long seed;
    private final double rate;

    private NoisyLine(ConsoleLine line, long seed, double rate) {
        this.line = line;
        this.seed = seed;
        this.rate = rate;
    }

    /**
     * A line like another one, but noisy.
     *
     * @param rate how many of all characters are spoiled, 0 to 1: a third each is lost, doubled and changed
     */
    public static NoisyLine over(ConsoleLine line, long seed, double rate) {
        if (!(rate >= 0 && rate <= 1)) {
            throw new IllegalArgumentException("a rate is from 0 to 1: " + rate);
        }
        return new NoisyLine(line, seed, rate);
    }

    @Override
    public RunningCommand connect(OutputSink output) {
        Noise towards = new Noise(seed);
        return new Connection(line.connect(new OutputSink() {
            @Override
            public void stdout(byte[] buffer, int offset, int length) throws IOException {
                byte[] spoiled = towards.spoil(buffer, offset, length);
                output.stdout(spoiled, 0, spoiled.length);
            }

            @Override
            public void stderr(byte[] buffer, int offset, int length) throws IOException {
                output.stderr(buffer, offset, length);
            }
        }));
    }

    @Override
    public String name() {
        return line.name();
    }

    @Override
    public Optional<Expectation> greeting() {
        return line.greeting();
    }

    /** What happens to the characters of one direction. */
    private final class Noise {

        private final Random random;

        private Noise(long seed) {
            random = new Random(seed);
        }

        private synchronized byte[] spoil(byte[] buffer, int offset, int length) {
            ByteArrayOutputStream out = new ByteArrayOutputStream(length);
            for (int i = offset; i < offset + length; i++) {
                if (random.nextDouble() >= rate) {
                    out.write(buffer[i]);
                    continue;
                }
                switch (random.nextInt(3)) {
                    case 0 -> {}
                    case 1 -> {
                        out.write(buffer[i]);
                        out.write(buffer[i]);
                    }
                    default -> out.write('!' + random.nextInt('~' - '!'));
                }
            }
            return out.toByteArray();
        }
    }

    /** A connection that is noisy towards the guest. */
    private final class Connection implements RunningCommand {

        private final RunningCommand command;
        private final OutputStream stdin;

        private Connection(RunningCommand command) {
            this.command = command;
            Noise noise = new Noise(~seed);
            this.stdin = new OutputStream() {
                @Override
                public void write(int b) throws IOException {
                    write(new byte[] {(byte) b}, 0, 1);
                }

                @Override
                public void write(byte[] buffer, int offset, int length) throws IOException {
                    command.stdin().write(noise.spoil(buffer, offset, length));
                }

                @Override
                public void flush() throws IOException {
                    command.stdin().flush();
                }
            };
        }

        @Override
        public Command command() {
            return command.command();
        }

        @Override
        public OutputStream stdin() {
            return stdin;
        }

        @Override
        public Exit await() {
            return command.await();
        }

        @Override
        public void onEnd(Runnable action) {
            command.onEnd(action);
        }

        @Override
        public void signal(Signal signal) {
            command.signal(signal);
        }

        @Override
        public void cancel() {
            command.cancel();
        }

        @Override
        public void close() {
            command.close();
        }
    }
}
