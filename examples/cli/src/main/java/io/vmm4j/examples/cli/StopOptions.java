package io.vmm4j.examples.cli;

import io.vmm4j.StopPolicy;
import java.time.Duration;
import picocli.CommandLine.Option;

/** How a VM is stopped. */
final class StopOptions {

    @Option(names = "--force", description = "Kills it, at once or after --grace; a power cut for the guest.")
    private boolean force;

    @Option(
            names = "--grace",
            paramLabel = "SECONDS",
            description = "How long it may take to shut down. Default: 130, as vmd itself allows 123.")
    private long grace = -1;

    StopPolicy policy() {
        if (force && grace <= 0) {
            return StopPolicy.force();
        }
        Duration patience = patience();
        return force ? StopPolicy.gracefulThenForce(patience) : StopPolicy.graceful(patience);
    }

    Duration patience() {
        return grace > 0 ? Duration.ofSeconds(grace) : StopPolicy.GRACE;
    }
}
