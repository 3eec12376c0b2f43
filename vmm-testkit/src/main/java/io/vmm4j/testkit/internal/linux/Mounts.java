package io.vmm4j.testkit.internal.linux;

import io.vmm4j.testkit.internal.fs.FileText;
import io.vmm4j.testkit.internal.fs.Files;
import io.vmm4j.testkit.internal.io.OpenFile;
import io.vmm4j.testkit.internal.kernel.Machine;
import io.vmm4j.testkit.internal.kernel.ProcessTable;
import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.testkit.internal.kernel.SystemError;
import io.vmm4j.testkit.internal.vmd.image.VirtualDisk;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * mount(8), umount(8) and chroot(8) for the root file system of a Linux on a disk. What is mounted is a machine of its own; below the
 * mount point are those of its files that did not come with it, and what is put there gets into it.
 */
final class Mounts {

    private final Inside live;
    private final Map<String, Inside> mounted = new HashMap<>();

    Mounts(Inside live) {
        this.live = live;
    }

    void install() throws SystemError {
        LinuxPrograms programs = new LinuxPrograms(live);
        programs.put("/bin/mount", this::mount);
        programs.put("/bin/umount", this::unmount);
        programs.put("/usr/sbin/chroot", this::changeRoot);
    }

    /** The disk that a device is or is on; empty if there is none. */
    static Optional<VirtualDisk> disk(Inside inside, String device) {
        if (!device.matches("/dev/vd[a-z][0-9]*")) {
            return Optional.empty();
        }
        int index = device.charAt("/dev/vd".length()) - 'a';
        List<VirtualDisk> disks = inside.board().parts().disks();
        return index < disks.size() ? Optional.of(disks.get(index)) : Optional.empty();
    }

    private int mount(SimProcess process) throws IOException {
        List<String> words = process.arguments().stream()
                .filter(word -> !word.startsWith("-"))
                .toList();
        if (words.size() < 2) {
            mounted.keySet().forEach(path -> live.write("/run/mounts", path, 0644));
            return 0;
        }
        String device = words.get(words.size() - 2);
        String path = words.get(words.size() - 1);
        if (!device.startsWith("/dev/vd")) {
            return 0;
        }
        Optional<LinuxSystem> system =
                device.matches("/dev/vd[a-z]3") ? disk(live, device).flatMap(LinuxSystem::read) : Optional.empty();
        if (system.isEmpty()) {
            process.warn("mounting " + device + " on " + path + " failed: "
                    + (disk(live, device).isEmpty() ? "No such file or directory" : "Invalid argument"));
            return 1;
        }
        Inside inside = Inside.of(live.board(), system.get(), disk(live, device));
        mounted.put(path, inside);
        show(path, inside);
        return 0;
    }

    private int unmount(SimProcess process) throws IOException {
        for (String path : process.arguments().stream()
                .filter(word -> !word.startsWith("-"))
                .toList()) {
            Optional<Inside> inside = Optional.ofNullable(mounted.remove(path));
            if (inside.isEmpty()) {
                process.warn("can't unmount " + path + ": Invalid argument");
                return 1;
            }
            take(path, inside.get());
            inside.get().sync();
        }
        return 0;
    }

    private int changeRoot(SimProcess process) throws IOException {
        List<String> words = process.arguments();
        Optional<Inside> inside = words.isEmpty() ? Optional.empty() : Optional.ofNullable(mounted.get(words.get(0)));
        if (inside.isEmpty()) {
            process.warn("can't execute '/bin/sh': No such file or directory");
            return 127;
        }
        String path = words.get(0);
        take(path, inside.get());
        List<String> argv = words.size() == 1 ? List.of("/bin/sh") : words.subList(1, words.size());
        int status = run(process, inside.get().machine(), argv);
        show(path, inside.get());
        return status;
    }

    private static int run(SimProcess process, Machine machine, List<String> argv) throws IOException {
        Map<Integer, OpenFile> streams = new HashMap<>();
        for (int number = 0; number <= 2; number++) {
            streams.put(number, process.duplicate(number));
        }
        try {
            String found = machine.programs().find(machine.files(), argv.get(0), "/usr/bin:/bin:/usr/sbin:/sbin");
            var image = machine.programs().load(machine.files(), found);
            SimProcess child = machine.processes()
                    .spawn(new ProcessTable.Start(
                            machine.accounts().root(),
                            process.session(),
                            image.argv(argv),
                            image.program(),
                            process.environment(),
                            "/",
                            streams));
            child.start();
            process.await(() -> child.ending().isPresent());
            return machine.timeline()
                    .look(() -> child.ending().map(end -> end.shellStatus()).orElse(1));
        } catch (SystemError e) {
            process.warn("can't execute '" + argv.get(0) + "': " + e.errno().text());
            return 127;
        }
    }

    /** Has the files of what is mounted below the mount point. */
    private void show(String path, Inside inside) {
        for (String directory : inside.directories()) {
            makeParents(path + directory);
        }
        for (LinuxSystem.Entry entry : inside.state().files()) {
            if (!entry.path().endsWith("/")) {
                live.write(path + entry.path(), entry.content(), entry.mode());
            }
        }
    }

    private void makeParents(String path) {
        try {
            Snapshot.makeParents(live.files(), path);
        } catch (SystemError e) {
            throw new IllegalStateException(path, e);
        }
    }

    /** Has what was put below the mount point in what is mounted. */
    private void take(String path, Inside inside) {
        try {
            take(path, "", inside);
        } catch (SystemError e) {
            throw new IllegalStateException(path, e);
        }
    }

    private void take(String root, String directory, Inside inside) throws SystemError {
        Files files = live.files();
        for (String name : files.list(root + directory)) {
            String path = directory + "/" + name;
            var stat = files.lstat(root + path);
            if (stat.isDirectory()) {
                take(root, path, inside);
            } else if (stat.isRegular()) {
                String content = FileText.read(files, root + path);
                if (!inside.read(path).equals(Optional.of(content))) {
                    inside.write(path, content, stat.mode());
                }
            }
        }
    }
}
