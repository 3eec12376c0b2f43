package io.vmm4j.examples.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code vmm network apply}. */
@Command(
        name = "apply",
        description = "Makes a network, or changes one to what is said here, as far as it is not so already.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "The options say all of the network, not only what is new: guests and ports that are not named go. For ports alone"
                    + " there is vmm network forward.",
        })
final class NetworkApplyCommand extends NetworkChangeCommand {

    @Mixin
    private final NetworkOptions options = new NetworkOptions();

    @Override
    Task task() {
        NetworkOptions.Wanted wanted = options.wanted();
        return host -> run(host, networks -> networks.network(wanted.on(networks)));
    }
}
