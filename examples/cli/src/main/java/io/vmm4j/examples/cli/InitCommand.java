package io.vmm4j.examples.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.vmm4j.MemorySize;
import io.vmm4j.VmmHost;
import io.vmm4j.host.HostInitializer;
import io.vmm4j.json.VmmJson;
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
                "Makes the host ready for VMs, as far as it is not: device nodes, firmware, vmd(8) enabled and running.",
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

    @Option(names = "--guest-memory", paramLabel = "SIZE", description = "The memory of the largest guest: 8G.")
    private @Nullable String guestMemory;

    @Option(names = "--no-firmware", description = "For guests that are all booted from a kernel by vmd(8) itself.")
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
            return new Planned(plan, Done.NOTHING);
        }
        if (plan.isEmpty()) {
            return new Planned(plan, Done.ALL);
        }
        progress("initializing " + host.executor().target()).during(LONGEST, () -> initializer.apply(plan));
        return new Planned(plan, Done.ALL);
    }

    /** How much of a plan has been done. */
    private enum Done {
        NOTHING,
        ALL
    }

    /** A plan, as a dry run or as what was done. */
    private record Planned(Plan plan, Done done) implements Outcome {

        @Override
        public JsonNode json() {
            return Json.document(VmmJson.of(plan)).put("applied", done == Done.ALL);
        }

        @Override
        public void print(Screen out) {
            plan.toString().lines().forEach(out::line);
            if (!plan.isEmpty()) {
                out.line(done == Done.ALL ? "Done." : "Nothing was done: this was a dry run.");
            }
        }
    }
}
