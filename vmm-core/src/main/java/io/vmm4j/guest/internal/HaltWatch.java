package io.vmm4j.guest.internal;

import io.vmm4j.VmName;
import io.vmm4j.error.VmmException;
import io.vmm4j.exec.Input;
import io.vmm4j.exec.OutputSink;
import io.vmm4j.exec.RunningCommand;
import io.vmm4j.host.internal.HostContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens to a guest's console for the words with which a kernel says that it has halted. Who may not open the console, or has one
 * that shows nothing, just never hears them.
 */
final class HaltWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HaltWatch.class);
    private static final Pattern HALTED =
            Pattern.compile("reboot: System halted|reboot: Power down|The operating system has halted");
    private static final int KEPT = 200;

    private final Text text = new Text();
    private final Optional<RunningCommand> console;

    private HaltWatch(HostContext context, VmName vm, Duration limit) {
        this.console = open(context, vm, limit);
    }

    /** Opens the console; what was printed before is lost. */
    static HaltWatch start(HostContext context, VmName vm, Duration limit) {
        return new HaltWatch(context, vm, limit);
    }

    /** cu(1) needs no terminal, and ends when its input does: that is left open. */
    private Optional<RunningCommand> open(HostContext context, VmName vm, Duration limit) {
        try {
            return Optional.of(
                    context.executor().start(context.vmctl().console(vm, limit).withStdin(Input.interactive()), text));
        } catch (VmmException e) {
            LOG.debug("The console of {} is not listened to", vm, e);
            return Optional.empty();
        }
    }

    /** Whether the words were heard. */
    boolean heard() {
        return text.heard();
    }

    @Override
    public void close() {
        console.ifPresent(RunningCommand::close);
    }

    /** The end of what the console printed: the words may come in pieces. */
    private static final class Text implements OutputSink {

        private String end = "";
        private boolean halted;

        @Override
        public synchronized void stdout(byte[] buffer, int offset, int length) {
            end += new String(buffer, offset, length, StandardCharsets.ISO_8859_1);
            halted |= HALTED.matcher(end).find();
            end = end.substring(Math.max(0, end.length() - KEPT));
        }

        @Override
        public void stderr(byte[] buffer, int offset, int length) {
            // vmctl(8) itself; whatever it says, nothing is heard then.
        }

        synchronized boolean heard() {
            return halted;
        }
    }
}
