package io.vmm4j.media.internal;

import io.vmm4j.exec.CommandResult;
import io.vmm4j.exec.Exit;
import io.vmm4j.exec.OutputSink;
import io.vmm4j.exec.internal.CollectingSink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.LongConsumer;

/** Keeps what the script prints and tells each size at once. */
final class ScriptOutput implements OutputSink {

    private static final int LIMIT = 4 * 1024 * 1024;
    private static final String SIZE = "size ";

    private final CollectingSink kept = new CollectingSink(LIMIT);
    private final StringBuilder line = new StringBuilder();
    private final LongConsumer sizes;

    ScriptOutput(LongConsumer sizes) {
        this.sizes = sizes;
    }

    @Override
    public void stdout(byte[] buffer, int offset, int length) throws IOException {
        kept.stdout(buffer, offset, length);
        for (char c : new String(buffer, offset, length, StandardCharsets.ISO_8859_1).toCharArray()) {
            if (c != '\n') {
                line.append(c);
                continue;
            }
            if (line.indexOf(SIZE) == 0) {
                sizes.accept(Long.parseLong(line.substring(SIZE.length())));
            }
            line.setLength(0);
        }
    }

    @Override
    public void stderr(byte[] buffer, int offset, int length) throws IOException {
        kept.stderr(buffer, offset, length);
    }

    CommandResult result(Exit exit) {
        return kept.result(exit);
    }
}
