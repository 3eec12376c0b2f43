package io.vmm4j.testkit.internal.host;

import io.vmm4j.exec.Command;
import io.vmm4j.exec.Input;
import io.vmm4j.exec.OutputSink;
import io.vmm4j.exec.TerminalSize;
import io.vmm4j.testkit.VirtualTimeline;
import io.vmm4j.testkit.internal.io.Devices;
import io.vmm4j.testkit.internal.io.OpenFile;
import io.vmm4j.testkit.internal.io.Patience;
import io.vmm4j.testkit.internal.io.Pipe;
import io.vmm4j.testkit.internal.kernel.Machine;
import io.vmm4j.testkit.internal.kernel.Session;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Three pipes. */
final class PipeStreams implements Streams {

    private static final int BUFFER = 32 * 1024;

    private final VirtualTimeline timeline;
    private final Command command;
    private final OutputSink sink;
    private final Pipe stdin;
    private final Pipe stdout;
    private final Pipe stderr;
    private final InputPipe input;
    private volatile boolean abandoned;

    PipeStreams(Machine machine, Command command, OutputSink sink) {
        this.timeline = machine.timeline();
        this.command = command;
        this.sink = sink;
        this.stdin = new Pipe(timeline, Patience.Source.OUTSIDER);
        this.stdout = new Pipe(timeline);
        this.stderr = new Pipe(timeline);
        this.input = new InputPipe(timeline, stdin.writeEnd());
    }

    @Override
    public Map<Integer, OpenFile> descriptors() {
        OpenFile in = command.stdin() instanceof Input.None ? Devices.NULL.open() : stdin.readEnd();
        return Map.of(0, in, 1, stdout.writeEnd(), 2, stderr.writeEnd());
    }

    @Override
    public Session session() {
        return Session.detached();
    }

    @Override
    public void started(int processGroup, Owner owner) {
        AtomicInteger streams = new AtomicInteger(2);
        Runnable atEnd = () -> {
            if (streams.decrementAndGet() == 0) {
                owner.outputEnded();
            }
        };
        OutputPump.start(timeline, stdout.readEnd(), sink::stdout, () -> abandoned, owner::outputRefused, atEnd);
        OutputPump.start(timeline, stderr.readEnd(), sink::stderr, () -> abandoned, owner::outputRefused, atEnd);
        if (command.stdin() instanceof Input.None) {
            input.close();
        } else if (!(command.stdin() instanceof Input.Interactive)) {
            timeline.start(() -> feed(owner));
        }
    }

    private void feed(Owner owner) {
        byte[] buffer = new byte[BUFFER];
        try (InputStream source = command.stdin().open()) {
            while (true) {
                int count = timeline.<Integer, IOException>outside(() -> source.read(buffer));
                if (count < 0) {
                    break;
                }
                try {
                    input.write(buffer, 0, count);
                } catch (IOException e) {
                    // The command does not want the rest, which is no failure.
                    break;
                }
            }
        } catch (IOException e) {
            // The input is left open: the command must not take a part for the whole.
            owner.inputUnreadable(e);
            return;
        }
        input.close();
    }

    @Override
    public OutputStream interactiveInput() {
        return input;
    }

    @Override
    public void resize(TerminalSize size) {
        throw new IllegalStateException("the command has no terminal");
    }

    @Override
    public void abandon() {
        timeline.locked(() -> abandoned = true);
        input.close();
    }
}
