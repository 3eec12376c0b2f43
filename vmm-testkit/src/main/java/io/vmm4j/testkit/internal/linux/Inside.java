package io.vmm4j.testkit.internal.linux;

import io.vmm4j.testkit.OpenBsdRelease;
import io.vmm4j.testkit.internal.board.Board;
import io.vmm4j.testkit.internal.board.GuestEnd;
import io.vmm4j.testkit.internal.fs.FileText;
import io.vmm4j.testkit.internal.fs.Files;
import io.vmm4j.testkit.internal.guest.GuestSpec;
import io.vmm4j.testkit.internal.guest.GuestSystem;
import io.vmm4j.testkit.internal.guest.Outfit;
import io.vmm4j.testkit.internal.host.Logins;
import io.vmm4j.testkit.internal.host.MachineSpec.FileSpec;
import io.vmm4j.testkit.internal.io.OpenFile;
import io.vmm4j.testkit.internal.kernel.Account;
import io.vmm4j.testkit.internal.kernel.Machine;
import io.vmm4j.testkit.internal.kernel.ProcessTable;
import io.vmm4j.testkit.internal.kernel.Session;
import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.testkit.internal.kernel.SystemError;
import io.vmm4j.testkit.internal.vmd.image.VirtualDisk;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A Linux that runs: a machine with its programs, and the disk that it came from. For the thread of its board. */
final class Inside {

    private static final long KILOBYTE = 1024;

    private final Board board;
    private final Distribution distribution;
    private final String version;
    private final Optional<VirtualDisk> disk;
    private final Machine machine;
    private final People people;
    private final Snapshot snapshot;

    private Inside(Board board, LinuxSystem system, Optional<VirtualDisk> disk) {
        this.board = board;
        this.distribution = system.distribution();
        this.version = system.version();
        this.disk = disk;
        this.machine = board.build(spec(board, system, disk));
        this.people = new People(machine);
        people.addSystemGroups();
        LinuxPrograms.install(this);
        this.snapshot = Snapshot.of(machine);
    }

    /** The system on a disk, or one that lives in memory if there is no disk, as it was when it was last {@linkplain #sync noted}. */
    static Inside of(Board board, LinuxSystem system, Optional<VirtualDisk> disk) {
        Inside inside = new Inside(board, system, disk);
        if (system.accounts().isEmpty()) {
            inside.people.setPassword("root", People.NO_PASSWORD);
        }
        system.accounts().forEach(inside.people::restore);
        inside.snapshot.restore(system.files());
        return inside;
    }

    private static GuestSpec spec(Board board, LinuxSystem system, Optional<VirtualDisk> disk) {
        Map<String, FileSpec> files = new LinkedHashMap<>();
        Distribution distribution = system.distribution();
        files.put("/etc/os-release", new FileSpec(distribution.osRelease(system.version()), "root", 0644));
        files.put("/var/lib/.keep", new FileSpec("", "root", 0644));
        files.put("/run/.keep", new FileSpec("", "root", 0644));
        if (distribution.hasSystemd()) {
            files.put("/run/systemd/system/.keep", new FileSpec("", "root", 0644));
            files.put("/etc/systemd/system/.keep", new FileSpec("", "root", 0644));
            files.put("/etc/default/grub", new FileSpec("GRUB_DEFAULT=0\n", "root", 0644));
        } else {
            files.put("/etc/local.d/README", new FileSpec("", "root", 0644));
            files.put("/etc/runlevels/default/crond", new FileSpec("", "root", 0755));
        }
        long size = disk.map(VirtualDisk::size).orElseGet(() -> board.parts().memory() / 2);
        return new GuestSpec(
                GuestSystem.DEBIAN,
                OpenBsdRelease.V7_8,
                board.parts().seed(),
                distribution.unnamed(),
                "",
                List.of(),
                List.of(),
                Optional.of(new Outfit(distribution.kernel(system.version()), files, size / KILOBYTE)));
    }

    Board board() {
        return board;
    }

    Distribution distribution() {
        return distribution;
    }

    String version() {
        return version;
    }

    Machine machine() {
        return machine;
    }

    People people() {
        return people;
    }

    Files files() {
        return machine.files();
    }

    /** What a file holds; empty if it is not there. */
    Optional<String> read(String path) {
        try {
            return files().exists(path) ? Optional.of(FileText.read(files(), path)) : Optional.empty();
        } catch (SystemError e) {
            return Optional.empty();
        }
    }

    /** Writes a file of root's, and makes the directories above it. */
    void write(String path, String text, int mode) {
        try {
            Snapshot.makeParents(files(), path);
            FileText.write(files(), path, text, mode);
            files().changeMode(path, mode);
        } catch (SystemError e) {
            throw new IllegalStateException(path, e);
        }
    }

    void delete(String path) {
        try {
            if (files().exists(path)) {
                files().unlink(path);
            }
        } catch (SystemError e) {
            throw new IllegalStateException(path, e);
        }
    }

    /** Names the machine, now and at its next start. */
    void setHostname(String name) {
        machine.setHostname(name);
        write("/etc/hostname", name + "\n", 0644);
    }

    /** What would lie on a disk. */
    LinuxSystem state() {
        return new LinuxSystem(distribution, version, people.all(), snapshot.changes());
    }

    /** The directories that came with it, each with a slash at its end. */
    List<String> directories() {
        return snapshot.directories();
    }

    /** Writes what is in memory to the disk. */
    void sync() {
        disk.ifPresent(device -> state().write(device));
    }

    /** Runs a command with the serial line as its terminal; its exit status. */
    int run(Account account, List<String> argv) {
        SimProcess process = spawn(account, argv, "/");
        board.run(process);
        return machine.timeline()
                .look(() -> process.ending().map(ending -> ending.shellStatus()).orElse(1));
    }

    /** Runs a command of sh(1) as root. */
    int sh(String script) {
        return run(machine.accounts().root(), List.of("/bin/sh", "-c", script));
    }

    private SimProcess spawn(Account account, List<String> argv, String directory) {
        OpenFile line = board.openLine();
        Map<String, String> environment = new LinkedHashMap<>(Logins.environment(account));
        environment.put("PWD", directory);
        environment.put("TERM", "vt220");
        environment.put("PS1", prompt(account));
        try {
            String program = argv.get(0).startsWith("-") ? account.shell() : argv.get(0);
            var image = machine.programs().load(files(), program);
            return machine.processes()
                    .spawn(new ProcessTable.Start(
                            account,
                            Session.detached().withTerminal(line::share),
                            image.argv(argv),
                            image.program(),
                            environment,
                            directory,
                            Map.of(0, line, 1, line.share(), 2, line.share())));
        } catch (SystemError e) {
            throw new IllegalStateException(argv.get(0), e);
        }
    }

    private String prompt(Account account) {
        String sign = account.isRoot() ? "# " : "$ ";
        return distribution == Distribution.ALPINE
                ? machine.hostname() + ":~" + sign
                : account.name() + "@" + machine.hostname() + ":~" + sign;
    }

    /** A login shell at the console, until it ends. */
    void session(Account account) {
        SimProcess shell = spawn(account, List.of("-sh"), account.home());
        board.run(shell);
    }

    /** Goes down as asked from inside, by whatever program. */
    void leave(GuestEnd.How how) {
        sync();
        String words = how == GuestEnd.How.REBOOT
                ? "reboot: Restarting system\n"
                : "reboot: Power off not available: System halted instead\n";
        board.end(how, "[   99.000000] " + words);
    }
}
