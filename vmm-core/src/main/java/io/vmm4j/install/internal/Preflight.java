package io.vmm4j.install.internal;

import io.vmm4j.DiskSpec;
import io.vmm4j.HostPath;
import io.vmm4j.MemorySize;
import io.vmm4j.NetworkMode;
import io.vmm4j.VmInfo;
import io.vmm4j.VmSpec;
import io.vmm4j.VmState;
import io.vmm4j.error.Problem;
import io.vmm4j.exec.Batch;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.exec.CommandResult;
import io.vmm4j.host.internal.doctor.FileSystem;
import io.vmm4j.install.InstallError;
import io.vmm4j.install.InstallException;
import io.vmm4j.install.InstallSite;
import io.vmm4j.media.CatalogEntry;
import io.vmm4j.vmctl.VmctlException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks for all that would keep an installation from succeeding, and changes nothing. */
final class Preflight {

    private static final long MEBIBYTE = 1L << 20;
    private static final long KIBIBYTE = 1L << 10;

    /** $1 path. */
    private static final String LOOK =
            "if [ -e \"$1\" ] || [ -L \"$1\" ]; then echo exists; fi; exec df -kP \"${1%/*}/\"";

    private final InstallSite site;
    private final VmSpec vm;
    private final Optional<CatalogEntry> entry;
    private final List<String> findings = new ArrayList<>();

    private Preflight(InstallSite site, VmSpec vm, Optional<CatalogEntry> entry) {
        this.site = site;
        this.vm = vm;
        this.entry = entry;
    }

    /**
     * Looks.
     *
     * @throws InstallException if anything was found, with all of it
     */
    static void require(InstallSite site, VmSpec vm, Optional<CatalogEntry> entry) {
        Preflight look = new Preflight(site, vm, entry);
        look.values();
        look.vms();
        look.disks();
        if (!look.findings.isEmpty()) {
            throw new InstallException(
                    Problem.of(InstallError.NOT_POSSIBLE)
                            .with("vm", vm.name())
                            .with("target", site.host().executor().target())
                            .with("findings", String.join("; ", look.findings)),
                    look.findings,
                    List.of());
        }
    }

    private void values() {
        if (vm.networks().isEmpty() || !(vm.networks().get(0) instanceof NetworkMode.Local)) {
            findings.add(
                    "its first network interface must be a local one, on which the host serves what it is installed with");
        }
        entry.ifPresent(system -> {
            MemorySize least = system.minimumMemory();
            if (vm.memory().compareTo(least) < 0) {
                findings.add(system.name() + " needs " + least + " of memory, not " + vm.memory());
            }
            vm.disks().stream()
                    .limit(1)
                    .filter(DiskSpec.Blank.class::isInstance)
                    .map(DiskSpec.Blank.class::cast)
                    .filter(disk -> disk.size().compareTo(system.minimumDisk()) < 0)
                    .forEach(disk -> findings.add(
                            system.name() + " needs a disk of " + system.minimumDisk() + ", not " + disk.size()));
        });
    }

    private void vms() {
        try {
            for (VmInfo other : site.host().vms()) {
                if (other.name().equals(vm.name())) {
                    findings.add("there is a VM of that name, which is " + other.state());
                } else if (other.state() != VmState.STOPPED
                        && other.spec().stream()
                                .flatMap(spec -> spec.disks().stream())
                                .anyMatch(this::isOurs)) {
                    findings.add(other.name() + " uses its disk");
                }
            }
        } catch (VmctlException e) {
            findings.add("vmd(8) does not answer: " + e.getMessage());
        }
    }

    private boolean isOurs(DiskSpec theirs) {
        return vm.disks().stream()
                .anyMatch(mine -> mine.image().path().equals(theirs.image().path()));
    }

    private void disks() {
        Map<HostPath, DiskSpec> disks = new LinkedHashMap<>();
        vm.disks().forEach(disk -> disks.put(disk.image().path(), disk));
        List<Command> commands = new ArrayList<>();
        disks.keySet()
                .forEach(path -> commands.add(
                        Command.read("sh", "-c", LOOK, "sh", path.value()).asRoot()));
        if (commands.isEmpty()) {
            return;
        }
        CommandExecutor executor = site.host().executor();
        List<CommandResult> results = executor.runAll(Batch.of(commands));
        Map<String, Long> wanted = new LinkedHashMap<>();
        Map<String, Long> available = new LinkedHashMap<>();
        int i = 0;
        for (Map.Entry<HostPath, DiskSpec> disk : disks.entrySet()) {
            CommandResult result = results.get(i++);
            boolean there = result.stdoutLines().contains("exists");
            boolean fresh = disk.getValue() instanceof DiskSpec.New;
            if (fresh == there) {
                findings.add(there ? "there is a file " + disk.getKey() : "there is no disk " + disk.getKey());
            }
            List<FileSystem> volume = FileSystem.parse(result.stdoutLines());
            if (volume.size() != 1) {
                findings.add("the directory of " + disk.getKey() + " cannot be looked at: "
                        + result.stderr().strip());
            } else {
                wanted.merge(volume.get(0).mountPoint(), fresh ? size(disk.getValue()) : 0L, Long::sum);
                available.put(volume.get(0).mountPoint(), volume.get(0).availableKilobytes() * KIBIBYTE);
            }
        }
        wanted.forEach((mountPoint, bytes) -> room(mountPoint, bytes, available.getOrDefault(mountPoint, 0L)));
    }

    /** What a disk takes when it is full. Of a copy without a size of its own only its source knows. */
    private static long size(DiskSpec disk) {
        if (disk instanceof DiskSpec.Blank blank) {
            return blank.size().mebibytes() * MEBIBYTE;
        }
        return disk instanceof DiskSpec.Copy copy
                ? copy.size().map(size -> size.mebibytes() * MEBIBYTE).orElse(0L)
                : 0;
    }

    private void room(String mountPoint, long needed, long available) {
        if (needed > available) {
            findings.add("its disks may take " + needed / MEBIBYTE + " MiB, and " + mountPoint + " has "
                    + available / MEBIBYTE + " MiB available");
        }
    }
}
