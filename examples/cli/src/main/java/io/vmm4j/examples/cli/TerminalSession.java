package io.vmm4j.examples.cli;

import io.vmm4j.exec.CommandCancelledException;
import io.vmm4j.exec.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;

/** A person at a remote terminal: what is typed here goes there, until either side ends. */
final class TerminalSession {

    private TerminalSession() {}

    /** Types until the terminal ends, and returns its exit status; 0 if the input ended first. */
    static int run(Terminal terminal) {
        CompletableFuture<Boolean> inputEnded = new CompletableFuture<>();
        Thread typing = new Thread(() -> type(terminal, inputEnded), "vmm-keyboard");
        typing.setDaemon(true);
        typing.start();
        try {
            return terminal.await().status();
        } catch (CommandCancelledException e) {
            if (inputEnded.isDone()) {
                return 0;
            }
            throw e;
        }
    }

    /** A terminal does not hear of the end of input, so it is ended with it, as cu(1) does where there is none. */
    private static void type(Terminal terminal, CompletableFuture<Boolean> inputEnded) {
        byte[] keys = new byte[256];
        try (OutputStream keyboard = terminal.stdin()) {
            InputStream in = System.in;
            for (int count = in.read(keys); count >= 0; count = in.read(keys)) {
                keyboard.write(keys, 0, count);
                keyboard.flush();
            }
            inputEnded.complete(true);
            terminal.cancel();
        } catch (IOException e) {
            // The terminal has ended.
        }
    }
}
