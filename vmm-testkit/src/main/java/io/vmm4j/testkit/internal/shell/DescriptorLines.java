package io.vmm4j.testkit.internal.shell;

import io.vmm4j.testkit.internal.kernel.Errno;
import io.vmm4j.testkit.internal.kernel.SystemError;
import java.io.IOException;
import java.util.Optional;

/** Lines of a descriptor, read byte by byte: what a command reads of it is no command any more. */
final class DescriptorLines implements LineSource {

    private final Shell shell;
    private final int descriptor;

    DescriptorLines(Shell shell, int descriptor) {
        this.shell = shell;
        this.descriptor = descriptor;
    }

    @Override
    public Optional<String> next() throws IOException {
        StringBuilder line = new StringBuilder();
        byte[] one = new byte[1];
        while (true) {
            int count;
            try {
                count = shell.process().read(descriptor, one, 0, 1);
            } catch (SystemError e) {
                if (e.errno() != Errno.EINTR) {
                    throw e;
                }
                shell.traps().runPending();
                continue;
            }
            if (count < 0) {
                return line.isEmpty() ? Optional.empty() : Optional.of(line.toString());
            }
            line.append((char) (one[0] & 0xff));
            if (one[0] == '\n') {
                return Optional.of(line.toString());
            }
        }
    }
}
