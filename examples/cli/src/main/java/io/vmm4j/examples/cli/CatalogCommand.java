package io.vmm4j.examples.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code vmm catalog}. */
@Command(
        name = "catalog",
        description = "The systems that guests can run, and the media on the host to install them from.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Media are fetched on the host, verified, and only then given their names.",
            "",
            "Example:",
            "  vmm --host ssh://root@vmhost catalog fetch debian-12/image",
        },
        subcommands = {
            CatalogListCommand.class,
            CatalogShowCommand.class,
            CatalogFetchCommand.class,
            CatalogVerifyCommand.class,
        })
final class CatalogCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it.
    private CommandSpec spec;

    @Override
    public Integer call() {
        return ((Vmm) spec.root().userObject()).usage(spec.commandLine());
    }
}
