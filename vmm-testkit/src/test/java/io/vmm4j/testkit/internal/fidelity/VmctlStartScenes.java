package io.vmm4j.testkit.internal.fidelity;

import static io.vmm4j.testkit.internal.hypervisor.VmConf.off;
import static io.vmm4j.testkit.internal.hypervisor.VmConf.on;

import io.vmm4j.testkit.internal.hypervisor.Stage;

/** {@code vmctl start} and {@code vmctl create}. */
final class VmctlStartScenes {

    private static final String AD_HOC = "vmctl start -b /root/guest.elf -m 32M ";

    private VmctlStartScenes() {}

    static void addTo(Scenes scenes) {
        scenes.add(
                        stage -> stage.conf(""),
                        "vmctl-start-bad-bootdevice",
                        "vmctl-start-bad-count",
                        "vmctl-start-bad-name",
                        "vmctl-start-disk-missing",
                        "vmctl-start-dup-boot",
                        "vmctl-start-dup-memory",
                        "vmctl-start-iso-missing",
                        "vmctl-start-kernel-dir",
                        "vmctl-start-kernel-missing",
                        "vmctl-start-name-too-long",
                        "vmctl-start-no-firmware",
                        "vmctl-start-nothing",
                        "vmctl-start-options-after",
                        "vmctl-start-too-many-disks",
                        "vmctl-start-too-many-nics",
                        "vmctl-start-undefined",
                        "vmctl-start-undefined-id",
                        "vmctl-start-template-unknown",
                        "vmctl-start-usage")
                .add(stage -> stage.run(AD_HOC + "-d /vm/d7.raw first"), "vmctl-start-disk-locked")
                .add(stage -> stage.startsFailed(1), "vmctl-start-kernel-only")
                .add(stage -> stage.run(AD_HOC + "-i 4 nics"), "vmctl-start-no-free-tap")
                .add(VmctlStartScenes::three, "vmctl-start-ok", "vmctl-start-by-id", "vmctl-start-defined-with-options")
                .add(stage -> three(stage).run("vmctl start web-1"), "vmctl-start-running")
                .add(VmctlStartScenes::startedThreeTimes, "vmctl-start-too-quickly")
                .add(VmctlStartScenes::staggered, "vmctl-start-waiting")
                .add(VmctlStartScenes::templates, "vmctl-start-template", "vmctl-start-template-shared-disk")
                .add(VmctlStartScenes::templateForAlice, "vmctl-start-template-as-user")
                .add(
                        VmctlStartScenes::owners,
                        "vmctl-start-as-owner",
                        "vmctl-start-not-owner",
                        "vmctl-start-adhoc-not-root")
                .add(stage -> owners(stage).as("alice", "vmctl start al"), "vmctl-start-as-group");
        addCreation(scenes);
    }

    private static void addCreation(Scenes scenes) {
        scenes.add(
                        stage -> stage.run("true"),
                        "vmctl-create-badsize",
                        "vmctl-create-base-missing",
                        "vmctl-create-import-missing",
                        "vmctl-create-nodir",
                        "vmctl-create-nosize",
                        "vmctl-create-options-after",
                        "vmctl-create-qcow2",
                        "vmctl-create-raw",
                        "vmctl-create-rounded",
                        "vmctl-create-toomany",
                        "vmctl-create-toosmall")
                .add(
                        VmctlStartScenes::images,
                        "vmctl-create-b-and-i",
                        "vmctl-create-base",
                        "vmctl-create-base-notqcow2",
                        "vmctl-create-base-raw",
                        "vmctl-create-base-sizemismatch",
                        "vmctl-create-exists",
                        "vmctl-create-import-qcow2",
                        "vmctl-create-import-smaller")
                .add(stage -> images(stage).run("vmctl create -i /vm/a.raw qcow2:/vm/e.q"), "vmctl-create-import-raw")
                .add(stage -> images(stage).run("vmctl create -s 1M raw:/vm/e.raw"), "vmctl-create-import-exists")
                .add(
                        VmctlStartScenes::foreignImages,
                        "vmctl-create-import-compressed",
                        "vmctl-create-import-refcount",
                        "vmctl-create-import-unsupported-features",
                        "vmctl-create-import-zstd");
    }

    private static Stage images(Stage stage) {
        return stage.run("vmctl create -s 10M qcow2:/vm/a.q && vmctl create -s 10M raw:/vm/a.raw");
    }

    /** Images as qemu-img(1) makes them, by patching the headers and tables of our own. */
    private static void foreignImages(Stage stage) {
        stage.run("mkdir /vm/i /vm/o");
        image(stage, "rc1", 0x60, "\\0\\0\\0\\0");
        image(stage, "extl2", 0x48, "\\0\\0\\0\\0\\0\\0\\0\\020");
        image(stage, "zstd", 0x48, "\\0\\0\\0\\0\\0\\0\\0\\010");
        image(stage, "comp", 0x10000, "\\0200\\0\\0\\0\\0\\04\\0\\0");
        patch(stage, "comp", 0x40000, "\\0100\\0\\0\\0\\0\\05\\0\\0");
    }

    private static void image(Stage stage, String name, int offset, String octal) {
        stage.run("vmctl create -s 1M qcow2:/vm/i/" + name + ".qcow2");
        patch(stage, name, offset, octal);
    }

    private static void patch(Stage stage, String name, int offset, String octal) {
        stage.run("printf '%b' '" + octal + "' | dd of=/vm/i/" + name + ".qcow2 bs=1 conv=notrunc seek=" + offset);
    }

    static Stage three(Stage stage) {
        return stage.conf(off("web-1", 1, "memory 32M"), off("db", 2, "memory 48M", "owner alice"), off("off", 3));
    }

    private static void startedThreeTimes(Stage stage) {
        three(stage);
        for (int i = 0; i < 3; i++) {
            stage.run("vmctl start web-1").run("vmctl stop -fw web-1");
        }
    }

    static Stage staggered(Stage stage) {
        return stage.conf(
                "staggered start parallel 1 delay 30",
                on("s1", 1, "memory 32M"),
                on("s2", 2, "memory 32M"),
                on("s3", 3, "memory 32M"),
                off("s4", 4, "memory 32M"));
    }

    private static void templates(Stage stage) {
        stage.conf(off("tmpl", 1, "memory 32M", "allow instance { owner alice }"));
    }

    private static void templateForAlice(Stage stage) {
        stage.conf(
                        "socket owner \":vmusers\"",
                        off("tmpl", 1, "memory 32M", "allow instance {", "disk", "owner alice", "}"))
                .as("alice", "vmctl create -s 1M raw:/home/alice/own.raw");
    }

    static Stage owners(Stage stage) {
        return stage.conf(
                "socket owner \":vmusers\"",
                off("al", 1, "memory 32M", "owner alice"),
                off("grpvm", 2, "memory 32M", "owner \":vmusers\""),
                off("rootvm", 3, "memory 32M"),
                off("tmpl", 4, "memory 32M"),
                off("longo", 5, "memory 32M", "owner thirtyonecharusernameisthislong"),
                off("longg", 6, "memory 32M", "owner \"averylongusernamehere:averylonggroupname\""),
                off("nouid", 7, "memory 32M", "owner 99999"));
    }
}
