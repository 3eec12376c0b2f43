package io.vmm4j.examples.cli;

import io.vmm4j.VmmHost;
import io.vmm4j.pf.HostNetworks;
import io.vmm4j.pf.HostUplink;
import io.vmm4j.pf.UplinkConsent;
import io.vmm4j.pf.UplinkMove;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A command that moves the addresses of a host. */
abstract class NetworkUplinkChangeCommand extends HostCommand {

    private static final Duration LONGEST = Duration.ofMinutes(5);

    @Parameters(paramLabel = "INTERFACE", description = "The interface with the cable: em0.")
    private String interfaceName = "";

    @Option(
            names = "--agreed",
            paramLabel = "INTERFACE=ADDRESS",
            description =
                    "That the host's address may move off this interface, or back: em0=192.0.2.10. The plan has both.")
    private @Nullable String agreed;

    @Option(names = "--dry-run", description = "Shows what would be done, with the differences, and does nothing.")
    private boolean dryRun;

    /** What is to be done. */
    abstract UplinkMove move(HostUplink uplink);

    @Override
    final Task task() {
        Optional<UplinkConsent> consent = Optional.ofNullable(agreed).map(NetworkUplinkChangeCommand::consent);
        if (dryRun) {
            return host -> new UplinkPlanned(move(uplink(host)), Planned.Done.NOTHING);
        }
        UplinkConsent given = consent.orElseThrow(() -> new WrongUsage(
                "Nobody has agreed that the addresses of " + interfaceName + " move.",
                "Look at the plan with --dry-run, and name both: --agreed INTERFACE=ADDRESS."));
        return host -> apply(uplink(host), given);
    }

    private HostUplink uplink(VmmHost host) {
        return HostNetworks.on(host).uplink(interfaceName);
    }

    private Outcome apply(HostUplink uplink, UplinkConsent consent) {
        UplinkMove move = move(uplink);
        if (!move.plan().isEmpty()) {
            sayProbation(move.plan());
            progress("moving the addresses of " + interfaceName).during(LONGEST, () -> {
                uplink.apply(move, consent);
                return true;
            });
        }
        return new UplinkPlanned(move, Planned.Done.ALL);
    }

    private static UplinkConsent consent(String word) {
        String[] parts = word.split("=", -1);
        if (parts.length != 2) {
            throw new WrongUsage(
                    "What is agreed to, " + word + ", is not understood.", "Write both: --agreed em0=192.0.2.10.");
        }
        return UplinkConsent.of(parts[0], parts[1]);
    }
}
