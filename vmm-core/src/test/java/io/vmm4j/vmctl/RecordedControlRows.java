package io.vmm4j.vmctl;

import static io.vmm4j.vmctl.Row.fails;
import static io.vmm4j.vmctl.Row.gives;
import static io.vmm4j.vmctl.Row.satisfies;
import static io.vmm4j.vmctl.StopReply.Outcome.REQUESTED;
import static io.vmm4j.vmctl.StopReply.Outcome.TERMINATED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vmm4j.HostPath;
import io.vmm4j.VmId;
import io.vmm4j.VmName;
import io.vmm4j.exec.Query;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

final class RecordedControlRows {

    private static final Vmctl VMCTL = Vmctl.asUser();
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private RecordedControlRows() {}

    static Stream<Row> rows() {
        return Stream.of(stop(), waitFor(), pause(), configuration(), usage(), console())
                .flatMap(rows -> rows);
    }

    private static Stream<Row> stop() {
        return Stream.of(
                gives("vmctl-stop-graceful", graceful("x1"), reply(3, REQUESTED)),
                gives("vmctl-stop-config-vm", graceful("off"), reply(10, REQUESTED)),
                gives("vmctl-stop-by-id", VMCTL.stop(VmId.of(1), StopMethod.GRACEFUL), reply(1, REQUESTED)),
                gives("vmctl-stop-force", VMCTL.stop(name("db"), StopMethod.FORCE), reply(2, REQUESTED)),
                gives("vmctl-stop-wait", stopped("web-1", StopMethod.GRACEFUL), reply(1, TERMINATED)),
                gives("vmctl-stop-force-wait", stopped("web-1", StopMethod.FORCE), reply(1, TERMINATED)),
                timed("guest-stop-w", stopped("g2", StopMethod.GRACEFUL), reply(2, TERMINATED)),
                timed("guest-stop-vmmci", stopped("inst", StopMethod.GRACEFUL), reply(5, TERMINATED)),
                timed("guest-stop-ddb-w", stopped("ddb", StopMethod.GRACEFUL), reply(6, TERMINATED)),
                timed("guest-stop-ddb", graceful("ddb"), reply(6, REQUESTED)),
                fails("vmctl-stop-unknown", graceful("nosuch"), VmctlFailure.VM_NOT_FOUND),
                fails("vmctl-stop-unknown-id", VMCTL.stop(VmId.of(99), StopMethod.GRACEFUL), VmctlFailure.VM_NOT_FOUND),
                fails("vmctl-stop-not-running", graceful("off"), VmctlFailure.NOT_RUNNING),
                fails("vmctl-stop-waiting", graceful("s2"), VmctlFailure.NOT_RUNNING),
                fails("vmctl-stop-twice", graceful("web-1"), VmctlFailure.ALREADY_STOPPING),
                fails("vmctl-stop-not-owner", graceful("al"), VmctlFailure.NOT_OWNER),
                gives("vmctl-stop-all", VMCTL.stopAll(StopMethod.GRACEFUL), all(REQUESTED)),
                gives("vmctl-stop-all-wait", VMCTL.stopAllAndWait(StopMethod.GRACEFUL, LIMIT), all(TERMINATED))
                        .otherwise(),
                gives(
                        "vmctl-stop-all-none",
                        VMCTL.stopAll(StopMethod.GRACEFUL),
                        new StopAllReply(Map.of(), Map.of(), List.of())));
    }

    private static Stream<Row> waitFor() {
        return Stream.of(
                gives("vmctl-wait-ok", VMCTL.waitFor(name("web-1"), LIMIT), reply(1, TERMINATED)),
                timed("guest-wait-then-stop", VMCTL.waitFor(name("g2"), LIMIT), reply(2, TERMINATED)),
                fails("vmctl-wait-unknown", VMCTL.waitFor(name("nosuch"), LIMIT), VmctlFailure.VM_NOT_FOUND),
                fails("vmctl-wait-not-running", VMCTL.waitFor(name("off"), LIMIT), VmctlFailure.NOT_RUNNING),
                fails("vmctl-wait-while-stopping", VMCTL.waitFor(name("web-1"), LIMIT), VmctlFailure.ALREADY_STOPPING));
    }

    private static Stream<Row> pause() {
        PauseReply five = new PauseReply(VmId.of(5), List.of());
        return Stream.of(
                gives("vmctl-pause", VMCTL.pause(name("idle")), five),
                gives("vmctl-pause-twice", VMCTL.pause(name("idle")), five),
                gives("vmctl-unpause", VMCTL.unpause(name("idle")), five),
                gives("vmctl-unpause-running", VMCTL.unpause(name("idle")), five),
                timedPause("guest-pause", VMCTL.pause(name("g2"))),
                timedPause("guest-pause-again", VMCTL.pause(name("g2"))),
                timedPause("guest-unpause", VMCTL.unpause(name("g2"))),
                fails("vmctl-pause-unknown", VMCTL.pause(name("nosuch")), VmctlFailure.VM_UNKNOWN_OR_NOT_RUNNING),
                fails("vmctl-unpause-unknown", VMCTL.unpause(VmId.of(99)), VmctlFailure.VM_UNKNOWN_OR_NOT_RUNNING));
    }

    private static Stream<Row> configuration() {
        Accepted done = new Accepted(List.of());
        return Stream.of(
                gives("vmctl-reload-ok", VMCTL.reload(), done),
                fails("vmctl-reload-broken", VMCTL.reload(), VmctlFailure.CONFIGURATION_BROKEN),
                fails("vmctl-reload-not-root", VMCTL.reload(), VmctlFailure.ROOT_REQUIRED),
                gives("vmctl-load-ok", VMCTL.load(HostPath.of("/root/extra.conf")), done),
                gives("vmctl-load-missing", VMCTL.load(HostPath.of("/root/nope.conf")), done),
                fails(
                        "vmctl-load-broken",
                        VMCTL.load(HostPath.of("/root/brk.conf")),
                        VmctlFailure.CONFIGURATION_BROKEN),
                gives("vmctl-reset-vms", VMCTL.reset(ResetScope.VMS), done));
    }

    private static Stream<Row> usage() {
        return Stream.of(
                gives(
                        "vmctl-start-usage",
                        VMCTL.options(ProbedCommand.START),
                        new VmctlOptions(Set.of('c', 'L', 'B', 'b', 'd', 'i', 'm', 'n', 'r', 't'))),
                gives("vmctl-status-usage", VMCTL.options(ProbedCommand.STATUS), new VmctlOptions(Set.of('r'))),
                fails("vmctl-noargs", VMCTL.status(), VmctlFailure.USAGE).otherwise(),
                fails("vmctl-unknown-command", VMCTL.status(), VmctlFailure.UNKNOWN_COMMAND)
                        .otherwise(),
                fails("vmctl-ambiguous-st", VMCTL.status(), VmctlFailure.UNKNOWN_COMMAND)
                        .otherwise());
    }

    private static Stream<Row> console() {
        return Stream.of(
                consoleFails("vmctl-console-unknown", "nosuch", VmctlFailure.CONSOLE_NOT_FOUND),
                consoleEnds("guest-console-notty"),
                consoleEnds("guest-console-notty-null"));
    }

    /** Recorded under time(1), whose line is kept as everything that is not known. */
    private static Row timed(String name, Query<StopReply> query, StopReply expected) {
        return satisfies(name, query, reply -> {
                    assertThat(reply.id()).isEqualTo(expected.id());
                    assertThat(reply.outcome()).isEqualTo(expected.outcome());
                    assertThat(reply.warnings()).singleElement().asString().endsWith("system");
                })
                .otherwise();
    }

    private static Row timedPause(String name, Query<PauseReply> query) {
        return satisfies(name, query, reply -> {
                    assertThat(reply.id()).isEqualTo(VmId.of(2));
                    assertThat(reply.warnings()).singleElement().asString().endsWith("system");
                })
                .otherwise();
    }

    private static StopAllReply all(StopReply.Outcome outcome) {
        Map<VmName, StopReply> stopped = new LinkedHashMap<>();
        stopped.put(name("db"), reply(2, outcome));
        stopped.put(name("web-1"), reply(1, outcome));
        return new StopAllReply(stopped, Map.of(), List.of());
    }

    private static Query<StopReply> graceful(String name) {
        return VMCTL.stop(name(name), StopMethod.GRACEFUL);
    }

    private static Query<StopReply> stopped(String name, StopMethod method) {
        return VMCTL.stopAndWait(name(name), method, LIMIT);
    }

    private static Row consoleEnds(String recording) {
        VmName vm = name("web-1");
        Query<Accepted> connecting = new Query<>(VMCTL.console(vm, LIMIT), answer -> new Accepted(List.of()));
        return new Row(recording, connecting, false, end -> VMCTL.requireConsoleEnded(vm, end));
    }

    private static Row consoleFails(String recording, String vm, VmctlFailure expected) {
        Query<Accepted> connecting = new Query<>(VMCTL.console(name(vm), LIMIT), answer -> new Accepted(List.of()));
        return new Row(
                recording,
                connecting,
                true,
                end -> assertThat(catchThrowableOfType(
                                        VmctlException.class, () -> VMCTL.requireConsoleEnded(name(vm), end))
                                .failure())
                        .isEqualTo(expected));
    }

    private static StopReply reply(long id, StopReply.Outcome outcome) {
        return new StopReply(VmId.of(id), outcome, List.of());
    }

    private static VmName name(String text) {
        return VmName.of(text);
    }
}
