package io.vmm4j.exec.internal;

import io.vmm4j.exec.Input;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.Consumer;

/** Feeds a command its input on a thread of its own and closes it at the end. */
public final class InputPump {

    private static final int BUFFER = 64 * 1024;

    private InputPump() {}

    /**
     * Starts copying. A command that does not read its input to the end is no failure.
     *
     * @param onUnreadable told when the source, not the command, fails; the command's input is left open then, so that it
     *     does not take a part for the whole
     */
    public static void start(Input input, OutputStream command, Consumer<IOException> onUnreadable) {
        if (input instanceof Input.None) {
            closeQuietly(command);
        } else {
            IoThreads.run(() -> copy(input, command, onUnreadable));
        }
    }

    private static void copy(Input input, OutputStream command, Consumer<IOException> onUnreadable) {
        try (InputStream source = input.open()) {
            byte[] buffer = new byte[BUFFER];
            int count = source.read(buffer);
            while (count >= 0) {
                try {
                    command.write(buffer, 0, count);
                } catch (IOException e) {
                    closeQuietly(command);
                    return;
                }
                count = source.read(buffer);
            }
        } catch (IOException e) {
            onUnreadable.accept(e);
            return;
        }
        finish(command);
    }

    private static void finish(OutputStream command) {
        try {
            // Without it sshj drops what is still buffered when the far side's window is full.
            command.flush();
        } catch (IOException e) {
            // The command did not want the rest.
        }
        closeQuietly(command);
    }

    private static void closeQuietly(OutputStream stream) {
        try {
            stream.close();
        } catch (IOException e) {
            // The command has ended already.
        }
    }
}
