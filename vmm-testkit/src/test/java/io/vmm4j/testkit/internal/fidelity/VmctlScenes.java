package io.vmm4j.testkit.internal.fidelity;

import static io.vmm4j.testkit.internal.fidelity.VmctlStartScenes.owners;
import static io.vmm4j.testkit.internal.fidelity.VmctlStartScenes.staggered;
import static io.vmm4j.testkit.internal.fidelity.VmctlStartScenes.three;
import static io.vmm4j.testkit.internal.hypervisor.VmConf.off;
import static io.vmm4j.testkit.internal.hypervisor.VmConf.on;

import io.vmm4j.testkit.GuestScript;
import io.vmm4j.testkit.internal.hypervisor.Stage;
import java.time.Duration;

/** vmctl(8), all but {@code start} and {@code create}. */
final class VmctlScenes {

    private static final String AD_HOC = "vmctl start -b /root/guest.elf -m 32M ";

    /** The minimal kernel with a driver that hears requests to shut down, and takes its time. */
    private static final GuestScript SLOW = Stage.MINIMAL.withVmmci(GuestScript.Vmmci.PRESENT);

    private VmctlScenes() {}

    static void addTo(Scenes scenes) {
        scenes.add(
                stage ->
                        stage.conf("").file("/root/extra.conf", off("extra", 1)).file("/root/brk.conf", "vm {"),
                "vmctl-ambiguous-st",
                "vmctl-console-unknown",
                "vmctl-load-broken",
                "vmctl-load-missing",
                "vmctl-load-ok",
                "vmctl-noargs",
                "vmctl-pause-unknown",
                "vmctl-reload-ok",
                "vmctl-reset-vms",
                "vmctl-status-none",
                "vmctl-status-r-none",
                "vmctl-status-unknown-none",
                "vmctl-status-usage",
                "vmctl-stop-all-none",
                "vmctl-stop-unknown",
                "vmctl-stop-unknown-id",
                "vmctl-unknown-command",
                "vmctl-unpause-unknown",
                "vmctl-wait-unknown");
        scenes.add(stage -> stage.conf("").file("/etc/vm.conf", "vm {"), "vmctl-reload-broken");
        scenes.add(stage -> stage.conf("socket owner \":vmusers\""), "vmctl-reload-not-root");
        addStates(scenes);
        addOwners(scenes);
        addStops(scenes);
        addPauses(scenes);
        addReloads(scenes);
    }

    private static void addStates(Scenes scenes) {
        scenes.add(
                VmctlStartScenes::three,
                "vmctl-status-all-stopped",
                "vmctl-status-r-all-stopped",
                "vmctl-status-unknown-exit0",
                "vmctl-stop-not-running",
                "vmctl-wait-not-running");
        scenes.add(stage -> three(stage).run("vmctl start web-1 && vmctl start db"), "vmctl-status-two-running");
        scenes.add(VmctlStartScenes::staggered, "vmctl-status-staggered");
        scenes.add(VmctlStartScenes::staggered, "vmctl-stop-waiting");
        scenes.add(stage -> staggered(stage).run("vmctl start s3"), "vmctl-status-staggered2");
        scenes.add(
                stage -> stage.conf("").run(AD_HOC + "x0").startsFailed(1).run(AD_HOC + "x1"), "vmctl-status-byname");
    }

    private static void addOwners(Scenes scenes) {
        scenes.add(VmctlStartScenes::owners, "vmctl-status-long-owners");
        scenes.add(
                stage -> owners(stage).as("alice", "vmctl start al").as("bob", "vmctl start grpvm"),
                "vmctl-status-owner-started");
        scenes.add(stage -> owners(stage).as("alice", "vmctl start al"), "vmctl-stop-not-owner");
        scenes.add(stage -> five(stage, "disable"), "vmctl-status-disabled");
        scenes.add(stage -> five(stage, "enable"), "vmctl-status-waiting");
        scenes.add(
                stage -> five(stage, "disable").run("vmctl start web-1 && vmctl start db"),
                "vmctl-status-r-running",
                "vmctl-status-running-stopped");
        scenes.add(
                stage -> five(stage, "disable").run("vmctl start web-1 && vmctl start db && vmctl start off"),
                "vmctl-status-owner-root-started");
        scenes.add(stage -> five(stage, "disable").run("vmctl start off"), "vmctl-stop-config-vm");
    }

    /** Five VMs, registered after seven others. */
    static Stage five(Stage stage, String start) {
        return stage.conf("staggered start parallel 1 delay 30")
                .startsFailed(7)
                .file(
                        "/etc/vm.conf",
                        "staggered start parallel 1 delay 30",
                        on("web-1", 1, "memory 32M", start, "local interface"),
                        on("db", 2, "memory 48M", "owner alice", start),
                        off("off", 3, "owner \"bob:vmusers\""),
                        off("grp", 4, "memory 100M", "owner \"root:averylonggroupname\""),
                        on("tail", 5, "memory 16M", start))
                .run("vmctl reload")
                .pass(1);
    }

    private static void addStops(Scenes scenes) {
        scenes.add(
                stage -> three(stage).run("vmctl start web-1 && vmctl start db"),
                "vmctl-stop-all",
                "vmctl-stop-all-wait",
                "vmctl-stop-by-id",
                "vmctl-stop-force",
                "vmctl-stop-force-wait",
                "vmctl-stop-wait");
        scenes.add(stage -> stage.startsFailed(2).run(AD_HOC + "x1"), "vmctl-stop-graceful");
        scenes.add(VmctlScenes::stopping, "vmctl-stop-twice", "vmctl-wait-while-stopping");
        scenes.add(VmctlScenes::stopping, "vmctl-status-stopping");
        scenes.add(
                stage -> three(stage.with(
                                spec -> spec.guest("web-1", Stage.MINIMAL.powersOffAfter(Duration.ofSeconds(9)))))
                        .run("vmctl start web-1"),
                "vmctl-wait-ok");
    }

    private static void stopping(Stage stage) {
        three(stage.with(spec -> spec.guest("web-1", SLOW)))
                .run("vmctl start web-1")
                .run("vmctl stop web-1");
    }

    private static void addPauses(Scenes scenes) {
        scenes.add(VmctlScenes::idle, "vmctl-pause", "vmctl-unpause-running");
        scenes.add(stage -> idle(stage).run("vmctl pause idle"), "vmctl-pause-twice", "vmctl-unpause");
        scenes.add(stage -> idle(stage).run("vmctl pause idle"), "vmctl-status-paused");
    }

    private static Stage idle(Stage stage) {
        return stage.startsFailed(4).run(AD_HOC + "idle");
    }

    private static void addReloads(Scenes scenes) {
        scenes.add(stage -> three(stage).run("vmctl reset vms"), "vmctl-status-after-reset");
        scenes.add(
                stage -> stage.conf(off("c", 1), off("b", 2), off("a", 3, "memory 32M"))
                        .run("vmctl start a")
                        .file("/etc/vm.conf", "vm {")
                        .fail("vmctl reload"),
                "vmctl-status-after-broken-reload");
        scenes.add(
                stage -> stage.conf(off("a", 1, "memory 32M"), off("b", 2, "memory 32M"), off("c", 3, "memory 32M"))
                        .startsFailed(1)
                        .file(
                                "/etc/vm.conf",
                                on("a", 1, "memory 64M"),
                                off("c", 3, "memory 32M"),
                                off("new", 4, "memory 32M"),
                                off("b", 2, "memory 32M"))
                        .run("vmctl reload"),
                "vmctl-status-reload-started-enabled");
    }
}
