package io.vmm4j.testkit.internal.linux;

import io.vmm4j.testkit.internal.io.Tty;
import io.vmm4j.testkit.internal.kernel.SimProcess;
import java.io.IOException;

/** How a script of Alpine asks at its terminal. */
final class Questions {

    private final SimProcess process;

    Questions(SimProcess process) {
        this.process = process;
    }

    /** Asks; an empty answer is the default. */
    String ask(String question, String standard) throws IOException {
        process.print(question + " [" + standard + "] ");
        String answer = line();
        return answer.isEmpty() ? standard : answer;
    }

    /** Asks for what is not shown. */
    String secret(String prompt) throws IOException {
        process.print(prompt);
        echo(false);
        String answer = line();
        echo(true);
        process.print("\n");
        return answer;
    }

    private void echo(boolean on) {
        process.descriptors()
                .terminal(0)
                .ifPresent((Tty tty) -> tty.setModes(tty.modes().withEcho(on)));
    }

    private String line() throws IOException {
        process.flush();
        StringBuilder line = new StringBuilder();
        int c = process.stdin().read();
        while (c >= 0 && c != '\n') {
            line.append((char) c);
            c = process.stdin().read();
        }
        if (c < 0 && line.length() == 0) {
            throw new io.vmm4j.testkit.internal.kernel.Exited(1);
        }
        return line.toString().strip();
    }
}
