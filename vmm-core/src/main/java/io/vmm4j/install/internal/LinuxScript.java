package io.vmm4j.install.internal;

import io.vmm4j.exec.ShellWords;
import io.vmm4j.install.FirstBootCommand;
import io.vmm4j.install.GuestSetup;
import io.vmm4j.install.GuestUser;
import io.vmm4j.install.RootLogin;
import io.vmm4j.install.SshHostKey;
import io.vmm4j.install.SshPublicKey;
import java.util.List;
import java.util.Optional;

/** A sh(1) script that is run as root in a system just installed, and makes of it what the setup asks for. */
public final class LinuxScript {

    static final String SSHD_CONFIG = "/etc/ssh/sshd_config.d/10-vmm4j.conf";
    private static final String FIRST_BOOT = "/var/lib/vmm4j/firstboot";

    private final StringBuilder text = new StringBuilder("#!/bin/sh\nset -eu\numask 022\n");

    /** What all Linux systems have in common: root, users, keys, sshd(8). */
    public static LinuxScript of(GuestSetup setup, Flavour flavour) {
        LinuxScript script = new LinuxScript();
        script.password("root", setup.root().password().map(hash -> hash.text()));
        script.keys("root", "/root", setup.root().keys());
        setup.users().forEach(user -> script.user(user, flavour));
        script.command("mkdir", "-p", "/etc/ssh/sshd_config.d");
        script.write(SSHD_CONFIG, "644", permitRootLogin(setup.root()));
        setup.hostKey().ifPresent(script::hostKey);
        return script;
    }

    /** How a system makes users. */
    public enum Flavour {
        DEBIAN,
        ALPINE
    }

    /** The line of sshd_config(5) for root. */
    static String permitRootLogin(RootLogin root) {
        String value = switch (root.ssh()) {
            case NO -> "no";
            case KEYS_ONLY -> "prohibit-password";
            case KEYS_AND_PASSWORD -> "yes";
        };
        return "PermitRootLogin " + value + "\n";
    }

    private void user(GuestUser user, Flavour flavour) {
        String name = user.name().value();
        String fullName = user.fullName().orElse(name);
        switch (flavour) {
            case DEBIAN -> command("useradd", "-m", "-s", "/bin/bash", "-c", fullName, name);
            case ALPINE -> command("adduser", "-D", "-s", "/bin/ash", "-g", fullName, name);
        }
        password(name, user.password().map(hash -> hash.text()));
        keys(name, "/home/" + name, user.keys());
    }

    private void password(String name, Optional<String> hash) {
        // "*" is no hash, but unlike "!" no lock either: sshd(8) of Alpine, without PAM, refuses even keys to locked
        // users.
        text.append("printf '%s\\n' ")
                .append(ShellWords.quote(name + ":" + hash.orElse("*")))
                .append(" | chpasswd -e\n");
    }

    private void keys(String name, String home, List<SshPublicKey> keys) {
        if (keys.isEmpty()) {
            return;
        }
        String file = home + "/.ssh/authorized_keys";
        command("mkdir", "-p", home + "/.ssh");
        StringBuilder lines = new StringBuilder();
        keys.forEach(key -> lines.append(key).append('\n'));
        write(file, "600", lines.toString());
        command("chmod", "700", home + "/.ssh");
        command("chown", "-R", name + ":" + name, home + "/.ssh");
    }

    private void hostKey(SshHostKey key) {
        command("rm", "-f", "/etc/ssh/ssh_host_rsa_key", "/etc/ssh/ssh_host_ecdsa_key");
        write("/etc/ssh/ssh_host_ed25519_key", "600", key.privateKey());
        write("/etc/ssh/ssh_host_ed25519_key.pub", "644", key.publicKey() + "\n");
    }

    /** One command of these words. */
    public LinuxScript command(String... words) {
        text.append(ShellWords.join(List.of(words))).append('\n');
        return this;
    }

    /** A file of this text, which is never readable by more than its mode says. */
    public LinuxScript write(String path, String mode, String content) {
        String file = ShellWords.quote(path);
        text.append("(umask 077 && printf '%s' ")
                .append(ShellWords.quote(content))
                .append(" > ")
                .append(file)
                .append(")\n");
        return command("chmod", mode, path);
    }

    /** The commands of the first boot, run by systemd(1). */
    public LinuxScript firstBootBySystemd(List<FirstBootCommand> commands) {
        if (commands.isEmpty()) {
            return this;
        }
        command("mkdir", "-p", "/var/lib/vmm4j");
        write(FIRST_BOOT, "700", firstBoot(commands));
        write("/etc/systemd/system/vmm4j-firstboot.service", "644", """
                [Unit]
                Description=Commands of the first boot
                ConditionPathExists=%1$s
                Wants=network-online.target
                After=network-online.target

                [Service]
                Type=oneshot
                ExecStart=/bin/sh %1$s

                [Install]
                WantedBy=multi-user.target
                """.formatted(FIRST_BOOT));
        return command("systemctl", "enable", "vmm4j-firstboot.service");
    }

    /** The commands of the first boot, run by OpenRC. */
    public LinuxScript firstBootByOpenRc(List<FirstBootCommand> commands) {
        if (commands.isEmpty()) {
            return this;
        }
        write("/etc/local.d/vmm4j-firstboot.start", "700", firstBoot(commands));
        return command("rc-update", "add", "local", "default");
    }

    private static String firstBoot(List<FirstBootCommand> commands) {
        StringBuilder script = new StringBuilder("#!/bin/sh\nrm -f \"$0\"\n");
        commands.forEach(command -> script.append("/bin/sh -c ")
                .append(ShellWords.quote(command.script()))
                .append('\n'));
        return script.toString();
    }

    /** The script. */
    public String text() {
        return text.toString();
    }
}
