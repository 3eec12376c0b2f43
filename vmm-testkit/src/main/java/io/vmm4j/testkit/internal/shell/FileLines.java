package io.vmm4j.testkit.internal.shell;

import io.vmm4j.testkit.internal.io.OpenFile;
import io.vmm4j.testkit.internal.kernel.SimProcess;
import java.io.IOException;
import java.util.Optional;

/** Lines of a script's file, which nobody else reads. */
final class FileLines implements LineSource {

    private final SimProcess process;
    private final OpenFile file;
    private final byte[] buffer = new byte[8192];
    private int at;
    private int filled;

    FileLines(SimProcess process, OpenFile file) {
        this.process = process;
        this.file = file;
    }

    @Override
    public Optional<String> next() throws IOException {
        StringBuilder line = new StringBuilder();
        while (true) {
            if (at == filled) {
                at = 0;
                filled = Math.max(0, file.read(process.patience(), buffer, 0, buffer.length));
                if (filled == 0) {
                    return line.isEmpty() ? Optional.empty() : Optional.of(line.toString());
                }
            }
            char c = (char) (buffer[at++] & 0xff);
            line.append(c);
            if (c == '\n') {
                return Optional.of(line.toString());
            }
        }
    }
}
