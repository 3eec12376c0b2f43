package io.vmm4j.install.internal;

import io.vmm4j.BootDevice;
import io.vmm4j.DiskSpec;
import io.vmm4j.HostPath;
import io.vmm4j.VmSpec;
import io.vmm4j.install.AnswerServer;
import io.vmm4j.install.GuestFile;
import io.vmm4j.install.GuestFile.Delivery;
import io.vmm4j.install.GuestFiles;
import io.vmm4j.install.GuestSetup;
import io.vmm4j.install.InstallSite;
import io.vmm4j.install.InstalledGuest;
import io.vmm4j.install.OpenBsdInstaller;
import io.vmm4j.media.CatalogEntry;
import io.vmm4j.operation.Course;
import io.vmm4j.operation.Nothing;
import io.vmm4j.operation.Run;
import io.vmm4j.operation.Step;
import io.vmm4j.plan.FileContent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** OpenBSD's installer, booted from the network with its answers waiting for it. */
public final class OpenBsdCourse {

    private static final Duration MARGIN = Duration.ofMinutes(5);
    private static final Duration USUAL = Duration.ofMinutes(5);
    private static final String ANSWERS = "install.conf";
    private static final HostPath KERNEL = HostPath.of("/bsd.rd");
    private static final HostPath ISO = HostPath.of("/install.iso");

    private final InstallSite site;
    private final VmSpec vm;
    private final GuestFiles files;
    private final GuestSteps steps;
    private final CatalogEntry entry;
    private final boolean fromIso;
    private final Step<String> kernel;
    private final Step<String> iso;

    private OpenBsdCourse(InstallSite site, VmSpec vm, GuestFiles files, CatalogEntry entry, boolean fromIso) {
        this.site = site;
        this.vm = vm;
        this.files = files;
        this.entry = entry;
        this.fromIso = fromIso;
        this.steps = new GuestSteps(site, vm);
        this.kernel = steps.fetching("fetching_kernel", entry.medium("bsd.rd"));
        this.iso = steps.fetching("fetching_iso", entry.medium("install-iso"));
    }

    /** The VM as the installer is started in it, with media that stand for those that will be fetched. */
    public static VmSpec planned(VmSpec vm, boolean fromIso) {
        VmSpec netbooted =
                vm.toBuilder().kernel(KERNEL).bootDevice(BootDevice.NET).build();
        return fromIso ? netbooted.toBuilder().cdrom(ISO).build() : netbooted;
    }

    /** The steps. */
    public static Course<InstalledGuest> of(
            InstallSite site, VmSpec vm, GuestSetup setup, GuestFiles files, CatalogEntry entry, boolean fromIso) {
        return new OpenBsdCourse(site, vm, files, entry, fromIso).course(setup);
    }

    private Course<InstalledGuest> course(GuestSetup setup) {
        Step<io.vmm4j.Ipv4Address> addressing = steps.addressing();
        Step<String> answering = steps.answering(setup);
        List<Step<?>> all = new ArrayList<>(List.of(steps.checking(Optional.of(entry)), steps.reserving(), kernel));
        if (fromIso) {
            all.add(iso);
        }
        all.addAll(List.of(
                steps.preparing(),
                steps.makingDisks(),
                puttingAnswers(),
                new InstallerVm(site, vm.name(), steps).starting(InstallScripts.START_SERVED, this::booted),
                installing(),
                removingAnswers(),
                steps.creating(last(), GuestSteps.known(setup)),
                addressing,
                answering));
        return Course.about(vm.name().value())
                .steps(all)
                .within(site.patience()
                        .plus(site.fetching().limit())
                        .plus(site.answering())
                        .plus(Duration.ofHours(1)))
                .giving(run -> new InstalledGuest(
                        vm.name(),
                        run.valueOf(addressing),
                        Optional.of(run.valueOf(answering)).filter(key -> !key.isEmpty())));
    }

    /** As it is to be in the end. */
    private VmSpec last() {
        return vm.toBuilder()
                .disks(vm.disks().stream()
                        .map(disk -> DiskSpec.existing(disk.image()))
                        .toList())
                .build();
    }

    private Step<Nothing> puttingAnswers() {
        return Step.named("putting_answers").does(run -> {
            Map<String, FileContent> contents = new LinkedHashMap<>();
            for (GuestFile file : files.by(Delivery.HTTP)) {
                contents.put(place(file), file.content());
            }
            contents.put("httpd.in", FileContent.of(configuration(run)));
            steps.room().put(run, contents);
            return Nothing.NOTHING;
        });
    }

    /** The answers lie where only the guest's own address leads, so that they need not be named after its Ethernet address. */
    private static String place(GuestFile file) {
        if (file.name().endsWith(ANSWERS)) {
            return "text/" + ANSWERS;
        }
        return (file.name().equals(OpenBsdInstaller.TEMPLATE) ? "text/" : "raw/") + file.name();
    }

    private static String configuration(Run run) {
        return AnswerServer.configurationIn(InstallRoom.path(run));
    }

    private VmSpec booted(Run run) {
        VmSpec netbooted = last().toBuilder()
                .kernel(HostPath.of(run.valueOf(kernel)))
                .bootDevice(BootDevice.NET)
                .build();
        return fromIso
                ? netbooted.toBuilder().cdrom(HostPath.of(run.valueOf(iso))).build()
                : netbooted;
    }

    private Step<Nothing> installing() {
        return Step.named("installing")
                .within(site.patience().plus(MARGIN))
                .usually(USUAL)
                .does(run -> {
                    new OpenBsdProgress(site, vm.name(), run).follow();
                    return Nothing.NOTHING;
                });
    }

    private Step<Nothing> removingAnswers() {
        return Step.named("removing_answers").does(run -> {
            steps.room().unserve(run);
            return Nothing.NOTHING;
        });
    }
}
