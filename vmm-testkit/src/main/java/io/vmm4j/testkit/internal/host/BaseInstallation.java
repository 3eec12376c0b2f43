package io.vmm4j.testkit.internal.host;

import io.vmm4j.testkit.SimulatedUser;
import io.vmm4j.testkit.internal.fs.FileText;
import io.vmm4j.testkit.internal.fs.Files;
import io.vmm4j.testkit.internal.fs.Volume;
import io.vmm4j.testkit.internal.kernel.Account;
import io.vmm4j.testkit.internal.kernel.Accounts;
import io.vmm4j.testkit.internal.kernel.Machine;
import io.vmm4j.testkit.internal.kernel.SystemError;
import io.vmm4j.testkit.internal.kernel.Uname;
import io.vmm4j.testkit.internal.program.BasePrograms;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What every simulated Unix has: directories, accounts, programs, devices. */
final class BaseInstallation {

    private static final long BASE_SYSTEM_KILOBYTES = 1_900_000;
    private static final int FIRST_UID = 1000;

    private static final List<String> DIRECTORIES = List.of(
            "/bin",
            "/dev",
            "/dev/fd",
            "/etc",
            "/etc/examples",
            "/etc/firmware",
            "/etc/rc.d",
            "/etc/ssh",
            "/home",
            "/mnt",
            "/root",
            "/root/.ssh",
            "/sbin",
            "/tmp",
            "/usr",
            "/usr/X11R6",
            "/usr/X11R6/bin",
            "/usr/bin",
            "/usr/lib",
            "/usr/libexec",
            "/usr/local",
            "/usr/local/bin",
            "/usr/local/sbin",
            "/usr/sbin",
            "/usr/share",
            "/var",
            "/var/cache",
            "/var/db",
            "/var/empty",
            "/var/log",
            "/var/mail",
            "/var/run",
            "/var/tmp",
            "/var/www",
            "/var/www/htdocs");

    private final Machine machine;
    private final MachineSpec spec;
    private final Files files;

    /** Installs a machine; root has this login shell. */
    BaseInstallation(MachineSpec spec, Uname uname, String disk, String rootShell) throws SystemError {
        this(spec, uname, disk, rootShell, BASE_SYSTEM_KILOBYTES);
    }

    /** The same, taking as much of its disk as this. */
    BaseInstallation(MachineSpec spec, Uname uname, String disk, String rootShell, long kilobytes) throws SystemError {
        this.spec = spec;
        this.machine = new Machine(
                spec.timeline(),
                spec.seed(),
                new Volume(disk, "/", spec.diskKilobytes(), kilobytes),
                uname,
                spec.hostname());
        addSystemAccounts(machine.accounts(), rootShell);
        this.files = machine.files();
        for (String directory : DIRECTORIES) {
            files.makeDirectory(directory, 0755);
        }
        files.changeMode("/root", 0700);
        files.changeMode("/root/.ssh", 0700);
        files.changeMode("/tmp", 01777);
        files.changeMode("/var/tmp", 01777);
        BasePrograms.install(machine);
        LoginShells.install(machine);
        DeviceNodes.make(machine);
        addUsers();
        describeAccounts();
    }

    Machine machine() {
        return machine;
    }

    private static void addSystemAccounts(Accounts accounts, String rootShell) {
        accounts.addGroup("wheel", 0);
        accounts.addGroup("daemon", 1);
        accounts.addGroup("kmem", 2);
        accounts.addGroup("sys", 3);
        accounts.addGroup("tty", 4);
        accounts.addGroup("operator", 5);
        accounts.addGroup("bin", 7);
        accounts.addGroup("users", 10);
        accounts.addGroup("staff", 20);
        accounts.addGroup("sshd", 27);
        accounts.addGroup("guest", 31);
        accounts.addGroup("www", 67);
        accounts.addGroup("_vmd", 107);
        accounts.addGroup("nobody", 32767);
        List<String> rootGroups = List.of("wheel", "kmem", "sys", "tty", "operator", "staff", "guest");
        accounts.addUser("root", 0, rootGroups, "/root", rootShell, "Charlie &");
        String none = "/sbin/nologin";
        accounts.addUser("daemon", 1, List.of("daemon"), "/root", none, "The devil himself");
        accounts.addUser("operator", 2, List.of("operator"), "/operator", none, "System &");
        accounts.addUser("bin", 3, List.of("bin"), "/", none, "Binaries Commands and Source");
        accounts.addUser("sshd", 27, List.of("sshd"), "/var/empty", none, "sshd privsep");
        accounts.addUser("www", 67, List.of("www"), "/var/www", none, "HTTP Server");
        accounts.addUser("_vmd", 107, List.of("_vmd"), "/var/empty", none, "VM Daemon");
        accounts.addUser("nobody", 32767, List.of("nobody"), "/nonexistent", none, "Unprivileged user");
    }

    private void addUsers() throws SystemError {
        Accounts accounts = machine.accounts();
        if (!spec.rootPassword().isEmpty()) {
            accounts.setPassword("root", spec.rootPassword());
        }
        write(machine, "/root/.ssh/authorized_keys", lines(spec.rootKeys()), 0600);
        int uid = FIRST_UID;
        for (SimulatedUser user : spec.users()) {
            accounts.addGroup(user.name(), uid);
            List<String> groups = new ArrayList<>(List.of(user.name()));
            groups.addAll(user.groups());
            String home = "/home/" + user.name();
            Account account = accounts.addUser(user.name(), uid, groups, home, user.shell(), user.name());
            user.password().ifPresent(password -> accounts.setPassword(user.name(), password));
            files.makeDirectory(home, 0755);
            files.makeDirectory(home + "/.ssh", 0700);
            write(machine, home + "/.ssh/authorized_keys", lines(user.authorizedKeys()), 0600);
            for (String path : List.of(home, home + "/.ssh", home + "/.ssh/authorized_keys")) {
                files.changeOwner(path, account.uid(), account.gid());
            }
            uid++;
        }
    }

    private static String lines(List<String> lines) {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(Octets.in(line)).append('\n'));
        return text.toString();
    }

    private void describeAccounts() throws SystemError {
        StringBuilder passwd = new StringBuilder();
        for (Account user : machine.accounts().users()) {
            passwd.append(user.name())
                    .append(":*:")
                    .append(user.uid())
                    .append(':')
                    .append(user.gid())
                    .append(':')
                    .append(user.fullName())
                    .append(':')
                    .append(user.home())
                    .append(':')
                    .append(user.shell())
                    .append('\n');
        }
        StringBuilder group = new StringBuilder();
        for (Account.Group known : machine.accounts().groups()) {
            List<String> members = machine.accounts().users().stream()
                    .filter(user -> user.gid() != known.gid() && user.isIn(known.gid()))
                    .map(Account::name)
                    .toList();
            group.append(known.name())
                    .append(":*:")
                    .append(known.gid())
                    .append(':')
                    .append(String.join(",", members))
                    .append('\n');
        }
        write(machine, "/etc/passwd", passwd.toString(), 0644);
        write(machine, "/etc/group", group.toString(), 0644);
        write(machine, "/etc/hosts", "127.0.0.1\tlocalhost\n::1\t\tlocalhost\n", 0644);
    }

    /** The files that the spec asks for; what is there already is replaced. */
    void addOwnFiles() throws SystemError {
        for (Map.Entry<String, MachineSpec.FileSpec> file : spec.files().entrySet()) {
            String path = Octets.in(file.getKey());
            makeParents(files, path);
            write(
                    machine,
                    path,
                    Octets.in(file.getValue().content()),
                    file.getValue().mode());
            Account owner = machine.accounts()
                    .user(file.getValue().owner())
                    .orElseThrow(() -> new IllegalArgumentException("no such user: " + file.getValue()));
            files.changeOwner(path, owner.uid(), owner.gid());
        }
    }

    /** Makes the directories above a path. */
    static void makeParents(Files files, String path) throws SystemError {
        for (int slash = path.indexOf('/', 1); slash > 0; slash = path.indexOf('/', slash + 1)) {
            if (!files.exists(path.substring(0, slash))) {
                files.makeDirectory(path.substring(0, slash), 0755);
            }
        }
    }

    /** Writes a file of root's with exactly this mode. */
    static void write(Machine machine, String path, String text, int mode) throws SystemError {
        FileText.write(machine.files(), path, text, mode);
        machine.files().changeMode(path, mode);
    }
}
