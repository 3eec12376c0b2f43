package io.vmm4j.testkit.internal.host;

import io.vmm4j.testkit.CpuVirtualization;
import io.vmm4j.testkit.OpenBsdRelease;
import io.vmm4j.testkit.SimulatedUser;
import io.vmm4j.testkit.VirtualTimeline;
import io.vmm4j.testkit.internal.io.ByteSource;
import io.vmm4j.testkit.internal.io.Capture;
import io.vmm4j.testkit.internal.kernel.Account;
import io.vmm4j.testkit.internal.kernel.Ending;
import io.vmm4j.testkit.internal.kernel.Image;
import io.vmm4j.testkit.internal.kernel.Machine;
import io.vmm4j.testkit.internal.kernel.ProcessTable;
import io.vmm4j.testkit.internal.kernel.Session;
import io.vmm4j.testkit.internal.kernel.Sig;
import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.testkit.internal.kernel.SystemError;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs programs on a machine without an executor, for tests of what lies below it. */
public final class Console {

    /** The status of what runs on after a day, and is killed then. */
    public static final int STILL_RUNNING = -1;

    private final Machine machine;

    public Console(Machine machine) {
        this.machine = machine;
    }

    /** What a program did; text is a byte a character. */
    public record Result(int status, String stdout, String stderr) {}

    /** A fresh OpenBSD with the users sdk (wheel) and plain. */
    public static Machine openBsd() {
        return openBsd(Map.of());
    }

    public static Machine openBsd(Map<String, MachineSpec.FileSpec> files) {
        return OpenBsdMachine.create(
                new MachineSpec(
                        VirtualTimeline.virtual(Instant.parse("2026-11-23T12:00:00Z")),
                        1,
                        OpenBsdRelease.V7_6,
                        "host.example.org",
                        CpuVirtualization.VMX_EPT,
                        4,
                        16L << 30,
                        100_000_000,
                        "",
                        List.of(),
                        List.of(SimulatedUser.named("sdk").inGroups("wheel"), SimulatedUser.named("plain")),
                        files),
                List.of());
    }

    public Result sh(String script) {
        return run("root", List.of("/bin/sh", "-c", script), "");
    }

    public Result as(String user, String script) {
        return run(user, List.of("/bin/sh", "-c", script), "");
    }

    public Result run(String user, List<String> argv, String stdin) {
        Account account = machine.accounts().user(user).orElseThrow();
        Capture stdout = new Capture();
        Capture stderr = new Capture();
        SimProcess process = machine.processes()
                .spawn(new ProcessTable.Start(
                        account,
                        Session.detached(),
                        argv,
                        p -> {
                            try {
                                String path = machine.programs().find(p.files(), argv.get(0), Logins.PATH);
                                Image image = machine.programs().load(p.files(), path);
                                throw p.exec(image, argv, p.environment());
                            } catch (SystemError e) {
                                p.complain(argv.get(0) + ": " + e.errno().text() + "\n");
                                return 127;
                            }
                        },
                        Logins.environment(account),
                        account.home(),
                        Map.of(
                                0, new ByteSource(stdin.getBytes(StandardCharsets.ISO_8859_1)),
                                1, stdout,
                                2, stderr)));
        process.start();
        try {
            boolean ended = machine.timeline()
                    .await(
                            () -> process.ending().isPresent() && stdout.isClosed() && stderr.isClosed(),
                            Duration.ofDays(1));
            if (!ended && machine.timeline().look(process::ending).isEmpty()) {
                machine.processes().kill(machine.accounts().root(), process.pid(), Optional.of(Sig.KILL));
                return new Result(STILL_RUNNING, stdout.text(), stderr.text());
            }
        } catch (InterruptedException | SystemError e) {
            throw new IllegalStateException(e);
        }
        int status = machine.timeline()
                .look(process::ending)
                .map(Ending::shellStatus)
                .orElse(STILL_RUNNING);
        return new Result(status, stdout.text(), stderr.text());
    }
}
