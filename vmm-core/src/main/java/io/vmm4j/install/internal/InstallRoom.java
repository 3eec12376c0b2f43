package io.vmm4j.install.internal;

import io.vmm4j.HostPath;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.exec.CommandResult;
import io.vmm4j.exec.Input;
import io.vmm4j.exec.Secret;
import io.vmm4j.operation.Leftover;
import io.vmm4j.operation.Run;
import io.vmm4j.plan.FileContent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The directory on the host that belongs to one installation: what is served to the guest, what the console has said, and marks of what
 * has been begun, so that nothing else is ever taken back.
 */
final class InstallRoom {

    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final CommandExecutor executor;

    InstallRoom(CommandExecutor executor) {
        this.executor = executor;
    }

    /** Where it is: below where httpd(8) keeps its files, as www has no access to other places. */
    static HostPath path(Run run) {
        return HostPath.of("/var/www/vmm4j-" + run.operation());
    }

    void make(Run run) {
        must(script(InstallScripts.MAKE, path(run).value()));
    }

    /** Whether there is a file of this name in it. */
    boolean has(Run run, String name) {
        return executor.run(Command.read("test", "-e", path(run) + "/" + name)
                        .asRoot()
                        .withTimeout(LIMIT))
                .succeeded();
    }

    /** Puts files into it, for www to read; what is there of the same name is replaced. A text goes over as a secret. */
    void put(Run run, Map<String, FileContent> files) {
        files.forEach((name, content) -> {
            Command command = script(InstallScripts.PUT, path(run) + "/" + name);
            if (FileContent.of(content.text()).equals(content)) {
                try (Secret secret = Secret.of(content.text())) {
                    must(command.withStdin(Input.of(secret)));
                }
            } else {
                must(command.withStdin(Input.of(content.bytes())));
            }
        });
    }

    /** Notes that an image is going to be made, unless it is there. */
    void claim(Run run, int number, HostPath image) {
        must(script(InstallScripts.CLAIM, path(run) + "/" + claim(number), image.value()));
    }

    static String claim(int number) {
        return "disk." + number;
    }

    /** Takes it back that an image is going to be made. */
    void disclaim(Run run, int number) {
        must(Command.idempotent("rm", "-f", path(run) + "/" + claim(number)).asRoot());
    }

    /** Leaves a mark in it that something is done. */
    void mark(Run run, String name) {
        must(Command.idempotent("touch", path(run) + "/" + name).asRoot());
    }

    /** Ends the server in it, and removes what it served. */
    void unserve(Run run) {
        must(script(InstallScripts.UNSERVE, path(run).value()));
    }

    /** It, and the processes that belong to it. */
    static Leftover leftover(Run run) {
        String path = path(run).value();
        return Leftover.of(Leftover.Kind.DIRECTORY, path, "sh", "-c", InstallScripts.REMOVE, "sh", path);
    }

    CommandResult must(Command command) {
        CommandResult result = executor.run(command);
        Outcome.require(executor.target(), command, result);
        return result;
    }

    private static Command script(String text, String... arguments) {
        List<String> argv = new ArrayList<>(List.of("sh", "-c", text, "sh"));
        argv.addAll(List.of(arguments));
        return Command.idempotent(argv.toArray(String[]::new)).asRoot().withTimeout(LIMIT);
    }
}
