package io.vmm4j.testkit.internal.linux;

import io.vmm4j.testkit.internal.fs.FileText;
import io.vmm4j.testkit.internal.fs.Files;
import io.vmm4j.testkit.internal.fs.Stat;
import io.vmm4j.testkit.internal.kernel.Account;
import io.vmm4j.testkit.internal.kernel.Machine;
import io.vmm4j.testkit.internal.kernel.SystemError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the files of a machine were at some time, and what has become of them. Files that were deleted come back. */
final class Snapshot {

    private static final Set<String> NOT_ON_DISK =
            Set.of("/dev", "/tmp", "/proc", "/run", "/sys", "/mnt", "/media", "/var/run", "/var/tmp", "/etc/passwd");
    private static final int COMPARED = 8 * 1024;
    private static final int LARGEST = 128 * 1024;

    private final Machine machine;
    private final Map<String, String> before = new HashMap<>();

    private Snapshot(Machine machine) {
        this.machine = machine;
    }

    /** All files as they are. */
    static Snapshot of(Machine machine) {
        Snapshot snapshot = new Snapshot(machine);
        snapshot.walk("/", (path, stat) -> snapshot.before.put(path, snapshot.print(path, stat)));
        return snapshot;
    }

    /** What is done with a file. */
    private interface Visit {
        void at(String path, Stat stat) throws SystemError;
    }

    private void walk(String directory, Visit visit) {
        try {
            Files files = machine.files();
            for (String name : files.list(directory)) {
                String path = directory.equals("/") ? "/" + name : directory + "/" + name;
                Stat stat = files.lstat(path);
                if (NOT_ON_DISK.contains(path)) {
                    continue;
                }
                if (stat.isDirectory()) {
                    visit.at(path + "/", stat);
                    walk(path, visit);
                } else if (stat.isRegular()) {
                    visit.at(path, stat);
                }
            }
        } catch (SystemError e) {
            throw new IllegalStateException(directory, e);
        }
    }

    private String print(String path, Stat stat) throws SystemError {
        String owner = stat.mode() + " " + stat.uid();
        if (stat.isDirectory()) {
            return owner;
        }
        return owner + " " + (stat.size() > COMPARED ? stat.size() : FileText.read(machine.files(), path));
    }

    /** The directories there were, each with a slash at its end. */
    List<String> directories() {
        return before.keySet().stream()
                .filter(path -> path.endsWith("/"))
                .sorted()
                .toList();
    }

    /** What is new or different. */
    List<LinuxSystem.Entry> changes() {
        List<LinuxSystem.Entry> changed = new ArrayList<>();
        walk("/", (path, stat) -> {
            if (stat.size() <= LARGEST && !print(path, stat).equals(before.get(path))) {
                changed.add(new LinuxSystem.Entry(
                        path,
                        machine.accounts().userName(stat.uid()),
                        stat.mode(),
                        stat.isDirectory() ? "" : FileText.read(machine.files(), path)));
            }
        });
        return changed;
    }

    /** Makes files what they were. */
    void restore(List<LinuxSystem.Entry> entries) {
        try {
            Files files = machine.files();
            for (LinuxSystem.Entry entry : entries) {
                makeParents(files, entry.path());
                if (!entry.path().endsWith("/")) {
                    FileText.write(files, entry.path(), entry.content(), entry.mode());
                }
                String path = entry.path().replaceFirst("/$", "");
                files.changeMode(path, entry.mode());
                Account owner = machine.accounts()
                        .user(entry.owner())
                        .orElseGet(() -> machine.accounts().root());
                files.changeOwner(path, owner.uid(), owner.gid());
            }
        } catch (SystemError e) {
            throw new IllegalStateException(e);
        }
    }

    /** Makes the directories above a path, and the path itself if it ends in a slash. */
    static void makeParents(Files files, String path) throws SystemError {
        for (int slash = path.indexOf('/', 1); slash > 0; slash = path.indexOf('/', slash + 1)) {
            if (!files.exists(path.substring(0, slash))) {
                files.makeDirectory(path.substring(0, slash), 0755);
            }
        }
    }
}
