package io.vmm4j.testkit.internal.linux;

import io.vmm4j.testkit.internal.board.GuestEnd;
import io.vmm4j.testkit.internal.fs.Files;
import io.vmm4j.testkit.internal.kernel.Account;
import io.vmm4j.testkit.internal.kernel.Machine;
import io.vmm4j.testkit.internal.kernel.Program;
import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.testkit.internal.kernel.SystemError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The programs of a Linux that a plain machine does not have. They know the options that installers use, and no others. */
final class LinuxPrograms {

    private static final int USAGE = 2;

    private final Inside inside;
    private final Machine machine;

    LinuxPrograms(Inside inside) {
        this.inside = inside;
        this.machine = inside.machine();
    }

    /** Installs them. */
    static void install(Inside inside) {
        try {
            new LinuxPrograms(inside).installAll();
        } catch (SystemError e) {
            throw new IllegalStateException(e);
        }
    }

    private void installAll() throws SystemError {
        Files files = machine.files();
        Program shell = machine.programs().load(files, "/bin/sh").program();
        put("/bin/bash", shell);
        put("/bin/ash", shell);
        put("/usr/bin/sha256sum", LinuxPrograms::sha256sum);
        put("/usr/bin/base64", LinuxPrograms::base64);
        put("/sbin/poweroff", process -> leave(process, GuestEnd.How.OFF));
        put("/sbin/reboot", process -> leave(process, GuestEnd.How.REBOOT));
        put("/sbin/halt", process -> leave(process, GuestEnd.How.GONE));
        put("/sbin/shutdown", this::shutdown);
        put("/usr/bin/sync", process -> {
            inside.sync();
            return 0;
        });
        put("/usr/bin/sudo", this::sudo);
        new UserPrograms(inside).install(this);
        put("/usr/sbin/chroot", process -> {
            process.warn("nothing is mounted there");
            return 1;
        });
        if (inside.distribution().hasSystemd()) {
            put("/usr/bin/systemctl", this::systemctl);
            put("/usr/sbin/update-grub", process -> {
                process.complain("Generating grub configuration file ...\ndone\n");
                return 0;
            });
            put("/usr/bin/cloud-init", this::cloudInit);
        } else {
            put("/sbin/rc-update", this::rcUpdate);
            put("/sbin/rc-service", process -> 0);
            put("/usr/bin/cloud-init", this::cloudInit);
        }
    }

    /** Installs one. */
    void put(String path, Program program) throws SystemError {
        machine.programs().install(machine.files(), path, program);
    }

    private int leave(SimProcess process, GuestEnd.How how) throws IOException {
        if (!process.account().isRoot()) {
            process.warn("Operation not permitted");
            return 1;
        }
        inside.leave(how);
        process.await(() -> false);
        return 0;
    }

    private int shutdown(SimProcess process) throws IOException {
        List<String> words = process.arguments();
        return leave(process, words.contains("-r") ? GuestEnd.How.REBOOT : GuestEnd.How.OFF);
    }

    /** Members of the groups that sudoers(5) names, and whom cloud-init allowed it, need no password. */
    private int sudo(SimProcess process) throws IOException {
        List<String> words = process.arguments();
        int at = 0;
        while (at < words.size() && words.get(at).startsWith("-")) {
            at++;
        }
        Account account = process.account();
        boolean allowed = account.isRoot()
                || inside.read("/etc/sudoers.d/90-cloud-init-users")
                        .filter(text -> text.lines().anyMatch(line -> line.startsWith(account.name() + " ")))
                        .isPresent();
        if (!allowed) {
            process.complain("sudo: a password is required\n");
            return 1;
        }
        if (at == words.size()) {
            process.complain("usage: sudo [-n] command [arg ...]\n");
            return 1;
        }
        process.become(machine.accounts().root());
        List<String> argv = words.subList(at, words.size());
        String path = process.environment().getOrDefault("PATH", "/usr/bin:/bin:/usr/sbin:/sbin");
        try {
            String found = machine.programs().find(process.files(), argv.get(0), path);
            throw process.exec(machine.programs().load(process.files(), found), argv, process.environment());
        } catch (SystemError e) {
            process.complain("sudo: " + argv.get(0) + ": command not found\n");
            return 1;
        }
    }

    private int systemctl(SimProcess process) throws IOException {
        List<String> words = process.arguments().stream()
                .filter(word -> !word.startsWith("-"))
                .toList();
        String verb = words.isEmpty() ? "" : words.get(0);
        switch (verb) {
            case "poweroff" -> leave(process, GuestEnd.How.OFF);
            case "reboot" -> leave(process, GuestEnd.How.REBOOT);
            case "halt" -> leave(process, GuestEnd.How.GONE);
            case "enable", "disable" -> {
                for (String unit : words.subList(1, words.size())) {
                    String name = unit.contains(".") ? unit : unit + ".service";
                    String link = "/etc/systemd/system/multi-user.target.wants/" + name;
                    if (verb.equals("enable")) {
                        inside.write(link, "", 0644);
                        process.complain("Created symlink " + link + ".\n");
                    } else {
                        inside.delete(link);
                    }
                }
            }
            case "start", "stop", "restart", "reload", "daemon-reload", "is-active", "is-enabled" -> {
                return 0;
            }
            case "is-system-running" -> process.print("running\n");
            default -> {
                process.complain("Unknown command verb " + verb + ".\n");
                return 1;
            }
        }
        return 0;
    }

    private int rcUpdate(SimProcess process) throws IOException {
        List<String> words = process.arguments().stream()
                .filter(word -> !word.startsWith("-"))
                .toList();
        if (words.size() < 2) {
            return 1;
        }
        String level = words.size() > 2 ? words.get(2) : "default";
        String path = "/etc/runlevels/" + level + "/" + words.get(1);
        if (words.get(0).equals("add")) {
            inside.write(path, "", 0755);
            process.print(" * service " + words.get(1) + " added to runlevel " + level + "\n");
        } else {
            inside.delete(path);
        }
        return 0;
    }

    private int cloudInit(SimProcess process) throws IOException {
        if (!process.arguments().contains("status")) {
            process.complain("usage: cloud-init status\n");
            return USAGE;
        }
        Optional<String> status = inside.read("/run/cloud-init/status");
        process.print("status: " + status.orElse("disabled") + "\n");
        return status.filter("error"::equals).isPresent() ? 1 : 0;
    }

    private static byte[] input(SimProcess process, Optional<String> file) throws IOException {
        if (file.isPresent()) {
            return io.vmm4j.testkit.internal.fs.FileText.readBytes(process.files(), file.get());
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        process.stdin().transferTo(bytes);
        return bytes.toByteArray();
    }

    private static int sha256sum(SimProcess process) throws IOException {
        Optional<String> file = process.arguments().stream().findFirst();
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(input(process, file));
            process.print(HexFormat.of().formatHex(digest) + "  " + file.orElse("-") + "\n");
            return 0;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static int base64(SimProcess process) throws IOException {
        boolean decode = process.arguments().contains("-d");
        Optional<String> file = process.arguments().stream()
                .filter(word -> !word.startsWith("-"))
                .findFirst();
        byte[] bytes = input(process, file);
        if (!decode) {
            process.print(Base64.getMimeEncoder(76, new byte[] {'\n'}).encodeToString(bytes) + "\n");
            return 0;
        }
        try {
            byte[] plain = Base64.getMimeDecoder().decode(new String(bytes, StandardCharsets.ISO_8859_1).strip());
            process.print(plain, 0, plain.length);
            return 0;
        } catch (IllegalArgumentException e) {
            process.warn("invalid input");
            return 1;
        }
    }
}
