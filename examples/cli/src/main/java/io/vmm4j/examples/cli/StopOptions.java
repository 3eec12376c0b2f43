package io.vmm4j.examples.cli;

import io.vmm4j.StopPolicy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a VM is stopped. */
final class StopOptions {

    @Option(
            names = "--force",
            description = "Kills it: at once, or after --grace if that is given. A power cut for the guest.")
    private boolean force;

    @Option(
            names = "--grace",
            paramLabel = "SECONDS",
            description = "How long it may take to shut down. Default: 130, as vmd itself allows 123.")
    private @Nullable Long grace;

    StopPolicy policy() {
        if (grace != null && grace < 1) {
            throw new WrongUsage(
                    "--grace " + grace + " is no time to shut down in.",
                    "Write 1 or more, or --force alone to kill it.");
        }
        if (!force) {
            return StopPolicy.graceful(patience());
        }
        return grace == null ? StopPolicy.force() : StopPolicy.gracefulThenForce(patience());
    }

    /** How long stopping takes at most, about. */
    Duration patience() {
        return grace == null ? StopPolicy.GRACE : Duration.ofSeconds(grace);
    }
}
