package io.vmm4j.testkit.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.exec.Input;
import io.vmm4j.exec.Secret;
import io.vmm4j.operation.Course;
import io.vmm4j.operation.HostReservations;
import io.vmm4j.operation.Kept;
import io.vmm4j.operation.Leftover;
import io.vmm4j.operation.Leftover.Kind;
import io.vmm4j.operation.Nothing;
import io.vmm4j.operation.Resource;
import io.vmm4j.operation.Run;
import io.vmm4j.operation.Step;
import io.vmm4j.operation.Workflow;
import io.vmm4j.testkit.SimulatedHost;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A small workflow with all that makes large ones hard: a choice at random, reservations, a secret in a temporary file, a directory
 * that cannot be made twice, something made by two commands, and an entry in a log that must be there once.
 */
final class Workshop {

    static final String SECRET = "correct horse battery staple";
    static final String BOOK = "/var/workshop/book";
    private static final List<String> ADDRESSES = List.of("100.64.0.2", "100.64.0.3");

    private Workshop() {}

    /** What has to be there on a host before. */
    static SimulatedHost host() {
        SimulatedHost host = SimulatedHost.openBsd().build();
        host.executor().run(Command.idempotent("mkdir", "-p", "/var/workshop/tmp"));
        host.files().write(BOOK, "kept\n");
        return host;
    }

    static Workflow<String, String> workflow(CommandExecutor executor) {
        HostReservations reservations = HostReservations.on(executor);
        return Workflow.of("make_piece", Kept.text(), name -> {
            String piece = "/var/workshop/" + name;
            Step<String> choose = Step.named("choosing", Kept.text())
                    .does(run -> UUID.randomUUID().toString());
            Step<List<Resource>> reserve =
                    reservations.step("reserving", run -> List.of(Resource.vmName(name), Resource.file(piece)));
            Step<Resource> address = reservations.firstFree(
                    "choosing_address",
                    run -> ADDRESSES.stream().map(Resource::address).toList());
            Step<String> answers = Step.named("writing_answers", Kept.text())
                    .temporary()
                    .doneIf(run -> there(executor, answers(run, choose)))
                    .undoneBy(executor, (run, made) -> List.of(Leftover.file(answers(run, choose))))
                    .does(run -> {
                        String path = answers(run, choose);
                        try (Secret secret = Secret.of(SECRET)) {
                            must(
                                    executor,
                                    Command.idempotent(
                                                    "sh",
                                                    "-c",
                                                    "umask 077; cat >\"$1.new\" && mv \"$1.new\" \"$1\"",
                                                    "sh",
                                                    path)
                                            .withStdin(Input.of(secret)));
                        }
                        return path;
                    });
            Step<String> directory = Step.named("making_directory", Kept.text())
                    .doneIf(run -> there(executor, piece))
                    .undoneBy(executor, (run, made) -> List.of(remove(Kind.DIRECTORY, piece)))
                    .does(run -> {
                        must(executor, Command.oneShot("mkdir", piece));
                        return piece;
                    });
            Step<Nothing> parts = Step.named("making_parts")
                    .doneIf(run -> there(executor, piece + "/b").map(path -> Nothing.NOTHING))
                    .undoneBy(
                            executor,
                            (run, made) ->
                                    List.of(remove(Kind.DIRECTORY, piece + "/b"), remove(Kind.DIRECTORY, piece + "/a")))
                    .does(run -> {
                        must(executor, Command.oneShot("mkdir", piece + "/a"));
                        must(executor, Command.oneShot("mkdir", piece + "/b"));
                        return Nothing.NOTHING;
                    });
            Step<Nothing> book = Step.named("writing_book")
                    .doneIf(run -> succeeds(executor, Command.read("grep", "-q", run.operation(), BOOK))
                            ? Optional.of(Nothing.NOTHING)
                            : Optional.empty())
                    .undoneBy(
                            (run, made) -> must(executor, strike(run)),
                            (run, made) -> List.of(Leftover.of(
                                    Kind.CONFIGURATION, BOOK, strike(run).argv().toArray(String[]::new))))
                    .does(run -> {
                        must(
                                executor,
                                Command.oneShot("sh", "-c", "echo \"$1\" >>\"$2\"", "sh", entry(run, name), BOOK));
                        return Nothing.NOTHING;
                    });
            return Course.about(name)
                    .steps(List.of(choose, reserve, address, answers, directory, parts, book))
                    .giving(run -> run.valueOf(directory) + " at "
                            + run.valueOf(address).name());
        });
    }

    private static String answers(Run run, Step<String> choose) {
        return "/var/workshop/tmp/" + run.valueOf(choose);
    }

    private static String entry(Run run, String name) {
        return name + " " + run.operation();
    }

    private static Command strike(Run run) {
        return Command.idempotent(
                "sh", "-c", "grep -v \"$1\" \"$2\" >\"$2.new\"; mv \"$2.new\" \"$2\"", "sh", run.operation(), BOOK);
    }

    private static Leftover remove(Kind kind, String path) {
        return Leftover.of(kind, path, "rm", "-rf", path);
    }

    private static Optional<String> there(CommandExecutor executor, String path) {
        return succeeds(executor, Command.read("test", "-e", path)) ? Optional.of(path) : Optional.empty();
    }

    private static boolean succeeds(CommandExecutor executor, Command command) {
        return executor.run(command).succeeded();
    }

    private static void must(CommandExecutor executor, Command command) {
        var result = executor.run(command);
        if (!result.succeeded()) {
            throw new IllegalStateException(command + ": " + result.stderr());
        }
    }

    /** The piece is there, made once, and nothing else. */
    static void requireMade(SimulatedHost host, String name) {
        assertThat(host.files().list("/var/workshop")).containsExactlyInAnyOrder("book", "tmp", name);
        assertThat(host.files().list("/var/workshop/" + name)).containsExactlyInAnyOrder("a", "b");
        assertThat(host.files().read(BOOK).lines()).hasSize(2).anyMatch(line -> line.startsWith(name + " "));
        requireTidy(host);
    }

    /** Everything is as it was before. */
    static void requireUntouched(SimulatedHost host) {
        assertThat(host.files().list("/var/workshop")).containsExactlyInAnyOrder("book", "tmp");
        assertThat(host.files().read(BOOK)).isEqualTo("kept\n");
        requireTidy(host);
    }

    private static void requireTidy(SimulatedHost host) {
        assertThat(host.files().list("/var/workshop/tmp")).isEmpty();
        if (host.files().exists("/var/db/vmm4j/reservations")) {
            assertThat(host.files().list("/var/db/vmm4j/reservations")).isEmpty();
        }
    }
}
