package io.vmm4j.testkit.internal.linux;

import io.vmm4j.testkit.internal.fs.FileText;
import io.vmm4j.testkit.internal.fs.Files;
import io.vmm4j.testkit.internal.kernel.Account;
import io.vmm4j.testkit.internal.kernel.Accounts;
import io.vmm4j.testkit.internal.kernel.Machine;
import io.vmm4j.testkit.internal.kernel.SystemError;
import java.util.ArrayList;
import java.util.List;

/** The people of a Linux: what useradd(8), chpasswd(8) and their like do. */
final class People {

    /** What no password matches, without being a lock. */
    static final String NO_PASSWORD = "*";

    /** A lock: sshd(8) without PAM refuses whoever has it, even with a key. */
    static final String LOCKED = "!";

    private static final int FIRST_UID = 1000;
    private static final List<String> SYSTEM_GROUPS =
            List.of("root", "adm", "sudo", "dialout", "cdrom", "audio", "video", "plugdev", "netdev", "lxd", "docker");

    private final Machine machine;

    People(Machine machine) {
        this.machine = machine;
    }

    /** Makes the groups that people expect. */
    void addSystemGroups() {
        int gid = 900;
        for (String group : SYSTEM_GROUPS) {
            machine.accounts().addGroup(group, gid++);
        }
    }

    boolean exists(String name) {
        return machine.accounts().user(name).isPresent();
    }

    /** Adds somebody with a home, who cannot log in yet. */
    void add(String name, String fullName, String shell, List<String> groups) throws SystemError {
        int uid = FIRST_UID;
        while (machine.accounts().user(uid).isPresent()) {
            uid++;
        }
        List<String> all = new ArrayList<>(List.of(name));
        groups.stream().filter(group -> !all.contains(group)).forEach(all::add);
        restore(new LinuxSystem.Account(name, uid, all, "/home/" + name, shell, fullName, LOCKED));
        Files files = machine.files();
        if (!files.exists("/home/" + name)) {
            files.makeDirectory("/home/" + name, 0755);
        }
        own("/home/" + name, name);
    }

    /** Has an account as it was. */
    void restore(LinuxSystem.Account account) {
        Accounts accounts = machine.accounts();
        int gid = account.uid();
        for (String group : account.groups()) {
            if (accounts.group(group).isEmpty()) {
                accounts.addGroup(group, gid);
            }
            gid = 2000 + accounts.groups().size();
        }
        accounts.addUser(
                account.name(), account.uid(), account.groups(), account.home(), account.shell(), account.fullName());
        accounts.setPassword(account.name(), account.password());
        describe();
    }

    /** Root and those that were added. */
    List<LinuxSystem.Account> all() {
        return machine.accounts().users().stream()
                .filter(user -> user.isRoot() || (user.uid() >= FIRST_UID && user.uid() < 30_000))
                .map(user -> new LinuxSystem.Account(
                        user.name(),
                        user.uid(),
                        user.memberOf().stream().map(Account.Group::name).toList(),
                        user.home(),
                        user.shell(),
                        user.fullName(),
                        machine.accounts().password(user.name()).orElse(NO_PASSWORD)))
                .toList();
    }

    /** Sets what stands in shadow(5), or a clear password. */
    void setPassword(String name, String password) {
        machine.accounts().setPassword(name, password);
    }

    /** Replaces somebody's authorized keys. */
    void setKeys(String name, List<String> keys) throws SystemError {
        String home = machine.accounts().user(name).orElseThrow().home();
        String directory = home + "/.ssh";
        Files files = machine.files();
        if (!files.exists(directory)) {
            files.makeDirectory(directory, 0700);
        }
        String path = directory + "/authorized_keys";
        FileText.write(files, path, keys.isEmpty() ? "" : String.join("\n", keys) + "\n", 0600);
        files.changeMode(path, 0600);
        own(directory, name);
        own(path, name);
    }

    private void own(String path, String name) throws SystemError {
        Account user = machine.accounts().user(name).orElseThrow();
        machine.files().changeOwner(path, user.uid(), user.gid());
    }

    private void describe() {
        StringBuilder text = new StringBuilder();
        machine.accounts()
                .users()
                .forEach(user -> text.append(user.name())
                        .append(":x:")
                        .append(user.uid())
                        .append(':')
                        .append(user.gid())
                        .append(':')
                        .append(user.fullName())
                        .append(':')
                        .append(user.home())
                        .append(':')
                        .append(user.shell())
                        .append('\n'));
        try {
            FileText.write(machine.files(), "/etc/passwd", text.toString(), 0644);
        } catch (SystemError e) {
            throw new IllegalStateException(e);
        }
    }
}
