package io.vmm4j.testkit.internal.fidelity;

import static io.vmm4j.testkit.internal.hypervisor.VmConf.off;

import io.vmm4j.testkit.GuestScript;
import io.vmm4j.testkit.internal.hypervisor.Stage;
import java.time.Duration;

/** ifconfig(8), arp(8), and whole guests as the host sees them. */
final class NetworkScenes {

    private static final long MEGABYTE = 1L << 20;

    /** The guest that the transcripts of guests were captured with. */
    private static final GuestScript MULTI_USER = GuestScript.openBsd().usesMemory((long) (72.5 * MEGABYTE));

    private NetworkScenes() {}

    static void addTo(Scenes scenes) {
        addInterfaces(scenes);
        addSwitches(scenes);
        addTaps(scenes);
        addNeighbours(scenes);
        addGuests(scenes);
        addPings(scenes);
        addStops(scenes);
        addInstallation(scenes);
    }

    private static void addInterfaces(Scenes scenes) {
        scenes.add(
                stage -> stage.run("true"),
                "ifconfig-destroy-unknown",
                "ifconfig-dotted-mask-without-keyword",
                "ifconfig-group-tap-none",
                "ifconfig-unknown");
        scenes.add(stage -> stage.run("ifconfig tap0 create"), "ifconfig-exit-code-ioctl-failure");
        scenes.add(stage -> stage.run("true"), "base-netstart-absent");
        scenes.add(
                stage -> stage.file("/etc/hostname.vport7", "inet 10.70.0.1 255.255.255.0", "up")
                        .file("/etc/hostname.veb7", "add vport7", "up", "!echo hello \\$if")
                        .run("chmod 640 /etc/hostname.*; sh /etc/netstart vport7 veb7"),
                "base-netstart-again");
        scenes.add(stage -> stage.interfacesCameAndWent(17), "ifconfig-implicit-create");
    }

    private static void addSwitches(Scenes scenes) {
        scenes.add(
                stage -> stage.run("ifconfig veb0 create && ifconfig vport0 create && ifconfig veb0 add vport0"),
                "ifconfig-veb-add-again",
                "ifconfig-veb-add-unknown",
                "ifconfig-veb-create-again");
        scenes.add(
                stage -> stage.interfacesCameAndWent(3)
                        .run("ifconfig tap0 create && ifconfig bridge1 create && ifconfig vether0 create")
                        .run("ifconfig bridge1 add tap0 add vether0 up"),
                "ifconfig-bridge-show");
        scenes.add(
                stage -> stage.interfacesCameAndWent(1)
                        .run("ifconfig veb0 create && ifconfig vport0 create")
                        .interfacesCameAndWent(8)
                        .run("ifconfig pair0 create && ifconfig veb0 add vport0 add pair0 up")
                        .conf("switch \"lan\" {", "\tinterface veb0", "}")
                        .heard("vport0", "fe:e1:ba:d1:71:1f")
                        .heard("pair0", "fe:e1:ba:d9:fb:b3")
                        .pass(1),
                "ifconfig-veb-cache");
    }

    private static void addTaps(Scenes scenes) {
        scenes.add(
                stage -> VmctlScenes.five(stage.interfacesCameAndWent(2), "disable")
                        .run("vmctl start web-1")
                        .pass(1)
                        .run("ifconfig tap0 lladdr fe:e1:ba:d2:3e:c7"),
                "ifconfig-tap-config-vm");
        scenes.add(
                stage -> stage.run("ifconfig tap7 description foo")
                        .run("ifconfig veb0 create && ifconfig vport0 create")
                        .run("ifconfig tap0 create && ifconfig tap0 description vm1-if0-web1 group vmnet up")
                        .run("ifconfig veb0 add tap0")
                        .run("ifconfig tap7 lladdr fe:e1:ba:d0:bb:c4 && ifconfig tap0 lladdr fe:e1:ba:d2:9c:7d"),
                "ifconfig-tap-group");
        scenes.add(
                stage -> stage.run("ifconfig veb0 create && ifconfig vport0 create")
                        .conf(
                                "switch \"lan\" {",
                                "\tinterface veb0",
                                "}",
                                off("first", 1),
                                off(
                                        "a-rather-long-name.with.dots",
                                        2,
                                        "interface { switch \"lan\" }",
                                        "local interface"))
                        .run("vmctl start a-rather-long-name.with.dots")
                        .pass(1)
                        .run("ifconfig tap0 lladdr fe:e1:ba:d1:86:24 && ifconfig tap1 lladdr fe:e1:ba:d2:4f:8f"),
                "ifconfig-tap-local-vmd");
    }

    private static void addNeighbours(Scenes scenes) {
        scenes.add(
                stage -> stage.run("ifconfig vport0 create && ifconfig vether0 create")
                        .run("ifconfig vport0 inet 10.10.0.1/24 && ifconfig vport0 lladdr fe:e1:ba:d1:71:1f")
                        .run("ifconfig vether0 inet 10.20.0.1/24 && ifconfig vether0 lladdr fe:e1:ba:d3:e5:05")
                        .talked("em0", "10.0.2.2", "52:55:0a:00:02:02")
                        .pass(166)
                        .talked("em0", "10.0.2.3", "52:55:0a:00:02:03")
                        .pass(40)
                        .talked("vport0", "10.10.0.2", "fe:e1:ba:d9:fb:b3")
                        .pass(3),
                "base-arp-an",
                "base-arp-unknown");
        scenes.add(stage -> running(stage, 545), "guest-arp-before");
        scenes.add(
                stage -> running(stage, 545)
                        .talked("tap0", "100.64.2.3", "fe:e1:bb:d1:c7:7f")
                        .pass(1),
                "guest-arp");
        scenes.add(stage -> running(stage, 0), "guest-tap");
    }

    /** The guest g2 runs, and the host has last talked to its gateway this long ago. */
    private static Stage running(Stage stage, int secondsSinceGateway) {
        return stage.with(spec -> spec.guest("g2", MULTI_USER))
                .interfacesCameAndWent(5)
                .conf(off("g1", 1), off("g2", 2, "memory 256M", "local interface { lladdr fe:e1:bb:d1:c7:7f }"))
                .run("vmctl start g2")
                .pass(60)
                .run("ifconfig tap0 lladdr fe:e1:ba:d5:09:ed")
                .talked("em0", "10.0.2.2", "52:55:0a:00:02:02")
                .pass(secondsSinceGateway);
    }

    private static void addGuests(Scenes scenes) {
        scenes.add(stage -> running(stage, 0), "guest-pause", "guest-stop-w");
        scenes.add(
                stage -> running(stage, 0).run("sh -c 'sleep 1; vmctl stop g2' </dev/null >/dev/null 2>&1 &"),
                "guest-wait-then-stop");
        scenes.add(stage -> running(stage, 0).run("vmctl pause g2"), "guest-pause-again", "guest-unpause");
        scenes.add(stage -> running(stage, 0).run("vmctl pause g2"), "guest-pause-status");
        scenes.add(stage -> running(stage, 0).run("vmctl pause g2; vmctl unpause g2"), "guest-unpause-status");
    }

    private static void addPings(Scenes scenes) {
        scenes.add(stage -> running(stage, 0), "guest-ping");
        scenes.add(stage -> running(stage, 0).run("vmctl pause g2"), "guest-pause-ping");
        scenes.add(stage -> running(stage, 0).run("vmctl pause g2 && vmctl unpause g2"), "guest-unpause-ping");
    }

    private static void addStops(Scenes scenes) {
        scenes.add(
                stage -> stage.with(spec -> spec.guest("inst", MULTI_USER))
                        .startsFailed(4)
                        .run("vmctl start -b /root/guest.elf -m 256M inst")
                        .pass(60),
                "guest-stop-vmmci");
        scenes.add(stage -> inDdb(stage), "guest-stop-ddb-w");
        scenes.add(stage -> inDdb(stage), "guest-stop-ddb");
    }

    private static void inDdb(Stage stage) {
        stage.with(spec -> spec.guest("inst", GuestScript.openBsd().usesMemory(60 * MEGABYTE))
                        .guest(
                                "ddb",
                                GuestScript.openBsd()
                                        .withVmmci(GuestScript.Vmmci.HUNG)
                                        .usesMemory(17 * MEGABYTE)))
                .startsFailed(4)
                .run("vmctl start -b /root/guest.elf -m 256M inst && vmctl start -b /root/guest.elf -m 128M ddb")
                .pass(60);
    }

    private static void addInstallation(Scenes scenes) {
        scenes.add(stage -> stage.run("vmctl create -s 10M qcow2:/root/inst0.qcow2"), "guest-create-derived");
        scenes.add(stage -> atInstaller(stage), "guest-bnet-start");
        scenes.add(stage -> installing(stage), "guest-bnet-status-waiting-at-prompt");
        scenes.add(stage -> installing(stage), "guest-console-notty-null");
    }

    private static Stage atInstaller(Stage stage) {
        return stage.with(spec -> spec.guest(
                        "web-1",
                        GuestScript.openBsd().bootsIn(Duration.ofSeconds(15)).usesMemory(62 * MEGABYTE)))
                .startsFailed(2)
                .run("vmctl create -s 10M qcow2:/root/inst.qcow2 && vmctl create -s 10M qcow2:/root/t.qcow2");
    }

    private static void installing(Stage stage) {
        atInstaller(stage)
                .run("vmctl start -B net -b /root/bsd.rd -m 256M -L -d /root/inst.qcow2 -d /root/t.qcow2 web-1")
                .pass(60);
    }
}
