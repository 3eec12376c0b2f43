package io.vmm4j.testkit.internal.vmd.vmctl;

import io.vmm4j.testkit.internal.kernel.Errno;
import io.vmm4j.testkit.internal.kernel.Exited;
import io.vmm4j.testkit.internal.kernel.SimProcess;
import java.io.IOException;

/** The ways in which vmctl(8) gives up: err(3), errx(3) and its usage. All return something to be thrown. */
final class Exit {

    private Exit() {}

    /** {@code vmctl: text}. */
    static Exited with(SimProcess process, String text) throws IOException {
        process.complain("vmctl: " + text + "\n");
        return new Exited(1);
    }

    /** {@code vmctl: text: reason}. */
    static Exited with(SimProcess process, String text, Errno reason) throws IOException {
        return with(process, text + ": " + reason.text());
    }

    /** The usage of the whole. */
    static Exited usage(SimProcess process) throws IOException {
        process.complain("usage:\tvmctl [-v] command [arg ...]\n");
        return new Exited(1);
    }
}
