package io.vmm4j.testkit.internal.kernel;

import io.vmm4j.testkit.VirtualTimeline;
import io.vmm4j.testkit.internal.fs.Volume;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A bare machine with root and a user, for tests of the kernel. */
public final class TestMachine {

    private TestMachine() {}

    /** A machine on a virtual timeline. */
    public static Machine create() {
        VirtualTimeline timeline = VirtualTimeline.virtual(Instant.parse("2026-11-23T12:00:00Z"));
        Machine machine = new Machine(
                timeline,
                1,
                new Volume("/dev/sd0a", "/", 1_000_000, 40_000),
                new Uname("OpenBSD", "7.6", "GENERIC.MP#338", "amd64"),
                "host.example.org");
        machine.accounts().addGroup("wheel", 0);
        machine.accounts().addGroup("users", 10);
        machine.accounts().addGroup("joe", 1000);
        machine.accounts().addUser("root", 0, List.of("wheel"), "/root", "/bin/ksh", "Charlie &");
        machine.accounts().addUser("joe", 1000, List.of("joe", "users"), "/home/joe", "/bin/ksh", "Joe");
        return machine;
    }

    /** A process of root's, not started. */
    public static SimProcess process(Machine machine, Program program) {
        return machine.processes()
                .spawn(new ProcessTable.Start(
                        machine.accounts().root(),
                        Session.detached(),
                        List.of("test"),
                        program,
                        Map.of(),
                        "/",
                        Map.of()));
    }
}
