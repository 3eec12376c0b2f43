package io.vmm4j.examples.cli;

import io.vmm4j.MemorySize;
import io.vmm4j.VmmHost;
import io.vmm4j.host.HostInitializer;
import io.vmm4j.plan.Plan;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vmm init}. */
@Command(
        name = "init",
        description =
                "Makes the host ready for VMs, as far as it is not: vmd(8) enabled and running, device nodes, firmware.",
        mixinStandardHelpOptions = true)
final class InitCommand extends HostCommand {

    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final int MOST_TAPS = 256;

    @Option(names = "--dry-run", description = "Shows what would be done, and does nothing.")
    private boolean dryRun;

    @Option(
            names = "--taps",
            paramLabel = "COUNT",
            description =
                    "How many tap(4) nodes are needed, one for each network interface. Default: ${DEFAULT-VALUE}.")
    private int taps = 4;

    @Option(names = "--guest-memory", paramLabel = "SIZE", description = "The memory of the largest guest, such as 8G.")
    private @Nullable String guestMemory;

    @Option(
            names = "--no-firmware",
            description = "Leaves out the BIOS firmware: all guests will be booted from a kernel.")
    private boolean noFirmware;

    @Override
    Task task() {
        if (taps < 0 || taps > MOST_TAPS) {
            throw new WrongUsage("--taps " + taps + " is more than vmd(8) uses.", "Write 0 to " + MOST_TAPS + ".");
        }
        Optional<MemorySize> memory = Optional.ofNullable(guestMemory).map(MemorySize::of);
        UnaryOperator<HostInitializer> wishes = initializer -> {
            HostInitializer wanted = noFirmware ? initializer.withoutFirmware() : initializer;
            return memory.map(wanted.taps(taps)::guestMemory).orElse(wanted.taps(taps));
        };
        return host -> run(host, wishes.apply(host.initializer()));
    }

    private Outcome run(VmmHost host, HostInitializer initializer) {
        Plan plan = initializer.plan();
        if (dryRun) {
            return new Planned(plan, Planned.Done.NOTHING);
        }
        if (plan.isEmpty()) {
            return new Planned(plan, Planned.Done.ALL);
        }
        progress("initializing " + host.executor().target()).during(LONGEST, () -> initializer.apply(plan));
        return new Planned(plan, Planned.Done.ALL);
    }
}
