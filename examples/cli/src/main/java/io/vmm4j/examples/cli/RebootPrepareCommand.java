package io.vmm4j.examples.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.vmm4j.StopPolicy;
import io.vmm4j.host.RebootPreparation;
import io.vmm4j.json.VmmJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code vmm reboot prepare}. */
@Command(
        name = "prepare",
        description = "Notes which VMs run, then stops them one after the other. Nothing is stopped if it could not be"
                + " started again.",
        mixinStandardHelpOptions = true)
final class RebootPrepareCommand extends HostCommand {

    @Mixin
    private final StopOptions options = new StopOptions();

    @Override
    Task task() {
        StopPolicy policy = options.policy();
        return host -> {
            String target = host.executor().target();
            RebootPreparation prepared = progress("stopping the VMs of " + target)
                    .during(options.patience(), () -> host.safeReboot().prepare(policy));
            return new Prepared(target, prepared);
        };
    }

    /** What was done. */
    private record Prepared(String target, RebootPreparation preparation) implements Outcome {

        @Override
        public JsonNode json() {
            return Json.document(VmmJson.of(target, preparation));
        }

        @Override
        public void print(Screen out) {
            preparation.stopped().forEach((vm, outcome) -> out.line(StopCommand.sentence(vm, outcome)));
            if (preparation.noted().isEmpty()) {
                out.line("No VM runs on " + target + ": reboot it.");
            } else {
                out.line("Reboot " + target + ", then run vmm reboot resume. It starts again: "
                        + Names.listed(preparation.noted()) + ".");
            }
            if (!preparation.startedByVmd().isEmpty()) {
                out.line("Note: vmd(8) will start these at boot as well, though they do not run now: "
                        + Names.listed(preparation.startedByVmd()) + ".");
            }
        }
    }
}
