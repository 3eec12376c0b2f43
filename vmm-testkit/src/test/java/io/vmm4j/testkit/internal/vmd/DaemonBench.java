package io.vmm4j.testkit.internal.vmd;

import io.vmm4j.testkit.GuestScript;
import io.vmm4j.testkit.VirtualTimeline;
import io.vmm4j.testkit.internal.fs.FileKind;
import io.vmm4j.testkit.internal.fs.FileText;
import io.vmm4j.testkit.internal.fs.Files;
import io.vmm4j.testkit.internal.fs.Volume;
import io.vmm4j.testkit.internal.io.Devices;
import io.vmm4j.testkit.internal.kernel.Machine;
import io.vmm4j.testkit.internal.kernel.SystemError;
import io.vmm4j.testkit.internal.kernel.Uname;
import io.vmm4j.testkit.internal.net.Interfaces;
import io.vmm4j.testkit.internal.net.Lladdr;
import io.vmm4j.testkit.internal.net.NetInterface;
import io.vmm4j.testkit.internal.net.Taps;
import io.vmm4j.testkit.internal.vmd.VmdHost.PauseAnswer;
import io.vmm4j.testkit.internal.vmd.VmdRequest.StopFlag;
import io.vmm4j.testkit.internal.vmd.config.Disk;
import io.vmm4j.testkit.internal.vmd.config.DiskFormat;
import io.vmm4j.testkit.internal.vmd.config.Keywords;
import io.vmm4j.testkit.internal.vmd.config.VmParameters;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A machine with a vmd on it, asked by requests. One test, one bench. */
final class DaemonBench {

    static final int ALICE = 1001;
    static final int BOB = 1002;
    static final int CAROL = 1003;

    final VirtualTimeline timeline = VirtualTimeline.virtual(Instant.parse("2026-11-23T13:00:00Z"));
    final Machine machine = new Machine(
            timeline,
            1,
            new Volume("/dev/sd0a", "/", 10_000_000, 0),
            new Uname("OpenBSD", "7.6", "GENERIC.MP#338", "amd64"),
            "host.example.org");
    final Interfaces interfaces = new Interfaces(machine.random());
    final Map<String, GuestScript> guests = new HashMap<>();
    final Set<String> answering = new TreeSet<>();
    private final Map<String, Lladdr> lladdrs = new HashMap<>();
    final Set<String> openTtys = new HashSet<>();
    final VmdService service;
    private GuestScript defaultGuest = GuestScript.linux().bootsIn(Duration.ZERO);

    DaemonBench() {
        this(PauseAnswer.TO_ASKER);
    }

    DaemonBench(PauseAnswer pauseAnswer) {
        machine.accounts().addGroup("wheel", 0);
        machine.accounts().addGroup("tty", 4);
        machine.accounts().addGroup("users", 10);
        machine.accounts().addGroup("vmusers", 2000);
        machine.accounts().addUser("root", 0, List.of("wheel"), "/root", "/bin/ksh", "");
        machine.accounts().addUser("alice", ALICE, List.of("users"), "/home/alice", "/bin/ksh", "");
        machine.accounts().addUser("bob", BOB, List.of("users", "vmusers"), "/home/bob", "/bin/ksh", "");
        machine.accounts().addUser("carol", CAROL, List.of("users"), "/home/carol", "/bin/ksh", "");
        Stream.of("/dev", "/etc", "/etc/firmware", "/var", "/var/run", "/var/log", "/vm")
                .forEach(path -> check(() -> files().makeDirectory(path, 0755)));
        Stream.of("vmm", "tap0", "tap1", "tap2", "tap3").forEach(this::device);
        write("/etc/firmware/vmm-bios", "BIOS");
        write("/bsd", "ELF");
        for (int i = 1; i <= 9; i++) {
            write("/vm/d" + i + ".raw", "");
        }
        Taps taps = new Taps(interfaces, files()::exists);
        service = new VmdService(new VmdHost(
                machine,
                interfaces,
                taps,
                this::openConsole,
                vm -> guests.getOrDefault(vm, defaultGuest),
                new Answers(),
                new VmdHost.Release(Keywords.WITHOUT_SEVES, pauseAnswer, 1)));
    }

    Files files() {
        return machine.files();
    }

    void device(String name) {
        check(() ->
                files().makeSpecial("/dev/" + name, FileKind.CHARACTER_DEVICE, 0600, caller -> Devices.OPAQUE.open()));
    }

    void write(String path, String text) {
        check(() -> FileText.write(files(), path, text, 0644));
    }

    String log() {
        try {
            return FileText.read(files(), "/var/log/daemon");
        } catch (SystemError e) {
            return "";
        }
    }

    void own(String path, int uid) {
        check(() -> files().changeOwner(path, uid, -1));
    }

    Lladdr lastLladdr(String vm) {
        return lladdrs.get(vm);
    }

    void allGuests(GuestScript script) {
        defaultGuest = script;
    }

    /** Starts vmd with this configuration. */
    DaemonBench configured(String... lines) {
        write("/etc/vm.conf", String.join("\n", lines) + "\n");
        service.start(VmdOptions.NONE);
        return this;
    }

    /** A block of vm.conf with a disk of its own. */
    static String vm(String name, String... options) {
        String disk =
                options.length > 0 && options[0].startsWith("disk") ? "" : "\tdisk \"/vm/d" + diskOf(name) + ".raw\"\n";
        return "vm \"" + name + "\" {\n" + disk
                + (options.length == 0 ? "" : "\t" + String.join("\n\t", options) + "\n") + "}";
    }

    private static int diskOf(String name) {
        return 1 + Math.abs(name.charAt(name.length() - 1)) % 9;
    }

    static VmParameters.Builder adHoc(String name) {
        return VmParameters.named(name).kernel("/bsd");
    }

    static Disk raw(int number) {
        return new Disk("/vm/d" + number + ".raw", DiskFormat.RAW);
    }

    /** A connected client. */
    VmdConnection as(int uid) {
        return service.connect(uid).orElseThrow();
    }

    Optional<VmdReply> ask(int uid, VmdRequest request) {
        return timeline.lockedGet(() -> {
            VmdConnection client = as(uid);
            client.send(request);
            return client.take();
        });
    }

    <R extends VmdReply> R ask(Class<R> type, int uid, VmdRequest request) {
        return type.cast(ask(uid, request).orElseThrow());
    }

    VmdReply.Started start(String name) {
        return startAs(0, VmParameters.named(name).build());
    }

    VmdReply.Started startAs(int uid, VmParameters parameters) {
        return ask(VmdReply.Started.class, uid, new VmdRequest.Start(parameters));
    }

    VmdReply.Stopping stop(String name, StopFlag... flags) {
        return stopAs(0, name, flags);
    }

    VmdReply.Stopping stopAs(int uid, String name, StopFlag... flags) {
        return ask(VmdReply.Stopping.class, uid, new VmdRequest.Stop(VmSelector.byName(name), Set.of(flags)));
    }

    VmdReply reload() {
        return ask(0, new VmdRequest.Reload()).orElseThrow();
    }

    List<VmInfo> infos() {
        return ask(VmdReply.Infos.class, 0, new VmdRequest.Info()).vms();
    }

    List<String> names() {
        return infos().stream().map(VmInfo::name).toList();
    }

    Optional<VmInfo> info(String name) {
        return infos().stream().filter(vm -> vm.name().equals(name)).findFirst();
    }

    boolean isRunning(String name) {
        return info(name).flatMap(VmInfo::process).isPresent();
    }

    void pass(Duration time) {
        timeline.advance(time);
    }

    void passSeconds(long seconds) {
        pass(Duration.ofSeconds(seconds));
    }

    NetInterface tap(int number) {
        return interfaces.find("tap" + number).orElseThrow();
    }

    private Consoles.Console openConsole(int uid, int gid, int mode) {
        int number = 0;
        while (openTtys.contains("/dev/ttyp" + number)) {
            number++;
        }
        String path = "/dev/ttyp" + number;
        openTtys.add(path);
        return new Consoles.Console() {
            @Override
            public String path() {
                return path;
            }

            @Override
            public void connect(Consoles.Keyboard guest) {}

            @Override
            public void write(String output) {}

            @Override
            public void close() {
                openTtys.remove(path);
            }
        };
    }

    /** Remembers who answers. */
    private final class Answers implements GuestNetwork {

        @Override
        public void appear(Station station) {
            answering.add(station.vm());
            lladdrs.put(station.vm(), station.lladdr());
        }

        @Override
        public void fallSilent(Station station) {
            answering.remove(station.vm());
        }

        @Override
        public void leave(Station station) {
            answering.remove(station.vm());
        }
    }

    private interface Step {
        void run() throws SystemError;
    }

    private static void check(Step step) {
        try {
            step.run();
        } catch (SystemError e) {
            throw new AssertionError(e);
        }
    }
}
