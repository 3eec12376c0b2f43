package io.vmm4j.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** A conversation with a process: what it prints on standard output is awaited, what is said goes to its standard input. */
final class Talk {

    private final Process process;
    private final Screen screen = new Screen();

    Talk(Process process) {
        this.process = process;
        Thread reader = new Thread(this::read, "talk");
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        byte[] buffer = new byte[4096];
        try (InputStream in = process.getInputStream()) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                screen.stdout(buffer, 0, count);
            }
        } catch (IOException e) {
            screen.stdout(
                    e.toString().getBytes(StandardCharsets.UTF_8),
                    0,
                    e.toString().length());
        }
    }

    Process process() {
        return process;
    }

    void say(String text) throws IOException {
        process.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        process.getOutputStream().flush();
    }

    void await(String text) throws InterruptedException {
        screen.await(text);
    }

    String heard() {
        return screen.text();
    }
}
