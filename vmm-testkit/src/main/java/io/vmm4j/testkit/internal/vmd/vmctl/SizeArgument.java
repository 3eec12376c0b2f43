package io.vmm4j.testkit.internal.vmd.vmctl;

import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.testkit.internal.kernel.SystemError;
import io.vmm4j.testkit.internal.libc.ScaledNumber;
import io.vmm4j.testkit.internal.vmd.config.VmParameters;
import java.io.IOException;

/** A size on the command line, rounded down to a megabyte. */
final class SizeArgument {

    private static final long MEGABYTE = 1L << 20;

    private final SimProcess process;
    private final Kind kind;

    SizeArgument(SimProcess process, Kind kind) {
        this.process = process;
        this.kind = kind;
    }

    /** What has that size. */
    enum Kind {
        MEMORY("memory", VmParameters.MAX_MEMORY),
        DISK("disk", Long.MAX_VALUE);

        private final String word;
        private final long limit;

        Kind(String word, long limit) {
            this.word = word;
            this.limit = limit;
        }
    }

    long parse(String text) throws IOException {
        long bytes;
        try {
            bytes = ScaledNumber.scan(text);
        } catch (SystemError e) {
            throw Exit.with(process, "invalid " + kind.word + " size: " + text, e.errno());
        }
        if (bytes < MEGABYTE) {
            throw Exit.with(process, kind.word + " size must be at least 1MB");
        }
        if (bytes > kind.limit) {
            String limit = ScaledNumber.format(kind.limit);
            throw Exit.with(process, kind.word + " size too large (limit is " + limit + ")");
        }
        long rounded = bytes / MEGABYTE * MEGABYTE;
        if (rounded != bytes) {
            process.complain("vmctl: " + kind.word + " size rounded to " + ScaledNumber.format(rounded) + "\n");
        }
        return rounded;
    }
}
