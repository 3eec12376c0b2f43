package io.vmm4j.testkit.internal.openbsd;

import io.vmm4j.testkit.OpenBsdRelease;
import io.vmm4j.testkit.SimulatedUser;
import io.vmm4j.testkit.internal.board.Board;
import io.vmm4j.testkit.internal.board.Board.Echo;
import io.vmm4j.testkit.internal.board.Board.Shutdown;
import io.vmm4j.testkit.internal.board.Board.Shutdown.Answer;
import io.vmm4j.testkit.internal.board.GuestEnd;
import io.vmm4j.testkit.internal.guest.GuestSpec;
import io.vmm4j.testkit.internal.guest.GuestSystem;
import io.vmm4j.testkit.internal.kernel.Passwords;
import io.vmm4j.testkit.internal.server.HostKeys;
import io.vmm4j.testkit.internal.vmd.image.VirtualDisk;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** An installed OpenBSD from its boot loader to its login prompt. Its rc(8) says less than a real one. */
final class OpenBsdSystem {

    private static final Duration LOADER = Duration.ofSeconds(5);
    private static final Duration DEVICES = Duration.ofSeconds(4);
    private static final Duration RC = Duration.ofSeconds(6);
    private static final Duration KEYS = Duration.ofSeconds(2);
    private static final Duration SHUTDOWN = Duration.ofSeconds(13);
    private static final long MEMORY = 72L << 20;
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE MMM d HH:mm:ss 'UTC' yyyy", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Board board;
    private final VirtualDisk disk;
    private InstalledSystem system;

    private OpenBsdSystem(Board board, VirtualDisk disk, InstalledSystem system) {
        this.board = board;
        this.disk = disk;
        this.system = system;
    }

    /** Boots what is on the first disk, or panics for want of it. */
    static void run(Board board) {
        Optional<VirtualDisk> disk = board.parts().disks().stream().findFirst();
        Optional<InstalledSystem> system = disk.flatMap(InstalledSystem::read);
        if (system.isEmpty()) {
            board.onShutdown(Shutdown.HUNG);
            board.print("panic: root filesystem has size 0\nddb> ");
            return;
        }
        new OpenBsdSystem(board, disk.orElseThrow(), system.get()).boot();
    }

    private void boot() {
        if (board.parts().kernel().isEmpty()) {
            board.print("Using drive 0, partition 3.\nLoading......\nprobing: pc0 com0 mem[638K "
                    + (board.parts().memory() >> 20) + "M a20=on]\ndisk: hd0+\n>> OpenBSD/amd64 BOOT 3.67\n");
            if (system.serial()) {
                board.print("com0: 115200 baud\nswitching console to com0\n>> OpenBSD/amd64 BOOT 3.67\n");
            }
            board.print("boot> ");
            board.sleep(LOADER);
            board.print("\nbooting hd0a:/bsd: 15669084+3912712+363040+0+1241088\nentry point at 0x1001000\n");
        }
        board.print(Kernel.messages(board, Release.of(system.version()), "GENERIC"));
        board.sleep(DEVICES);
        board.onShutdown(new Shutdown(Answer.SHUTS_DOWN, SHUTDOWN, "syncing disks... done\nvmmci0: powerdown\n"));
        board.print("root on sd0a ("
                + String.format(Locale.ROOT, "%016x", system.hostname().hashCode() * 31L)
                + ".a) swap on sd0b dump on sd0b\nAutomatic boot in progress: starting file system checks.\n"
                + "/dev/sd0a: file system is clean; not checking\nsetting tty flags\npf enabled\nstarting network\n");
        startNetwork();
        firstKeys();
        board.useMemory(MEMORY);
        board.sleep(RC);
        board.print("reordering: ld.so libc libcrypto sshd.\nstarting early daemons: syslogd pflogd ntpd.\n"
                + "starting RPC daemons:.\nsavecore: no core dump\nchecking quotas: done.\nclearing /tmp\n"
                + "kern.securelevel: 0 -> 1\ncreating runtime link editor directory cache.\npreserving editor files.\n"
                + "starting network daemons:" + (system.sshd() ? " sshd" : "") + " smtpd sndiod.\n");
        if (board.reachesLogin()) {
            if (system.sshd()) {
                board.serve(inside(), system.keySeed());
            }
            board.discardInput();
            board.print("starting local daemons: cron.\n" + DATE.format(board.now()) + "\n\n");
            login();
        }
    }

    private void startNetwork() {
        for (Map.Entry<String, String> each : system.interfaces().entrySet()) {
            if (each.getKey().startsWith("vio")) {
                int card = Integer.parseInt(each.getKey().substring(3));
                String setting = each.getValue();
                if (setting.equals("autoconf")) {
                    board.askForAddress(card);
                } else if (!setting.equals("none")) {
                    board.setAddress(card, setting.replaceFirst("/.*", ""));
                }
            }
        }
    }

    /** rc(8) makes host keys where there are none, and shows their fingerprints. */
    private void firstKeys() {
        if (system.keySeed() != 0) {
            return;
        }
        long seed = board.parts().seed();
        system = system.withKeySeed(seed == 0 ? 1 : seed);
        system.write(disk);
        board.print("ssh-keygen: generating new host keys: RSA ECDSA ED25519 \n");
        board.sleep(KEYS);
        board.print("SHA256 fingerprint of the new ed25519 host key: "
                + HostKeys.ed25519Of(system.keySeed()).fingerprint() + "\n");
        board.print("openssl: generating isakmpd/iked RSA keys... done.\n");
    }

    private GuestSpec inside() {
        List<SimulatedUser> users = new ArrayList<>();
        for (InstalledUser user : system.users()) {
            SimulatedUser one =
                    SimulatedUser.named(user.name()).inGroups("wheel").withPassword(user.password());
            users.add(user.key().isEmpty() ? one : one.withAuthorizedKey(user.key()));
        }
        boolean keys = !system.rootLogin().equals("no");
        return new GuestSpec(
                GuestSystem.OPENBSD,
                Arrays.stream(OpenBsdRelease.values())
                        .filter(release -> release.number()
                                .equals(Release.of(system.version()).number()))
                        .findFirst()
                        .orElse(OpenBsdRelease.V7_9),
                system.keySeed(),
                system.hostname(),
                system.rootLogin().equals("yes") ? system.rootPassword() : "",
                keys ? system.rootKeys() : List.of(),
                users);
    }

    private void login() {
        String where = system.serial() ? "tty00" : "console";
        while (true) {
            board.print("\nOpenBSD/amd64 (" + system.hostname() + ") (" + where + ")\n\n");
            String user = "";
            while (user.isEmpty()) {
                board.print("login: ");
                user = board.readLine(Echo.ON).strip();
            }
            board.print("Password:");
            String password = board.readLine(Echo.OFF);
            board.print("\n");
            if (passwordOf(user)
                    .filter(secret -> Passwords.matches(secret, password))
                    .isPresent()) {
                session(user);
            } else {
                board.print("Login incorrect\n");
            }
        }
    }

    private Optional<String> passwordOf(String user) {
        if (user.equals("root")) {
            return Optional.of(system.rootPassword());
        }
        return system.users().stream()
                .filter(each -> each.name().equals(user))
                .map(InstalledUser::password)
                .findFirst();
    }

    /** A shell that knows a handful of commands. */
    private void session(String user) {
        boolean root = user.equals("root");
        board.print("OpenBSD " + system.version() + " (GENERIC) #1: Mon Jun  1 00:00:00 UTC 2026\n\n"
                + "Welcome to OpenBSD: The proactively secure Unix-like operating system.\n\n");
        while (true) {
            board.print(system.shortName() + (root ? "# " : "$ "));
            String line = board.readLine(Echo.ON).strip();
            switch (line) {
                case "" -> {
                    // Nothing to do.
                }
                case "exit", "logout" -> {
                    return;
                }
                case "hostname" -> board.print(system.hostname() + "\n");
                case "whoami", "id -un" -> board.print(user + "\n");
                case "uname -r" -> board.print(Release.of(system.version()).number() + "\n");
                case "uname" -> board.print("OpenBSD\n");
                case "reboot" -> leave(root, GuestEnd.reboot());
                case "halt -p", "shutdown -p now" -> leave(root, GuestEnd.off());
                case "ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub" ->
                    board.print("256 " + HostKeys.ed25519Of(system.keySeed()).fingerprint() + " root@"
                            + system.hostname() + " (ED25519)\n");
                default -> board.print("ksh: " + line.replaceFirst("\\s.*", "") + ": not found\n");
            }
        }
    }

    private void leave(boolean root, GuestEnd end) {
        if (!root) {
            board.print("ksh: Operation not permitted\n");
            return;
        }
        board.sleep(Duration.ofSeconds(5));
        board.print("syncing disks... done\n"
                + (end.how() == GuestEnd.How.REBOOT ? "rebooting...\n" : "vmmci0: powerdown\n"));
        throw end;
    }
}
