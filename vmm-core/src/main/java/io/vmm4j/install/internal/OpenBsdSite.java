package io.vmm4j.install.internal;

import io.vmm4j.exec.ShellWords;
import io.vmm4j.install.FirstBootCommand;
import io.vmm4j.install.GuestSetup;
import io.vmm4j.install.GuestUser;
import io.vmm4j.install.PackageName;
import io.vmm4j.install.PasswordHash;
import io.vmm4j.install.SiteSet;
import io.vmm4j.install.SiteSet.Entry;
import io.vmm4j.install.SshHostKey;
import io.vmm4j.install.SshPublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What OpenBSD's installer cannot be answered: a site set with a script that does it at the end of the installation. */
public final class OpenBsdSite {

    private static final String FIRST_TIME = "/etc/vmm4j.firsttime";
    private static final String LOCKED = "*".repeat(13);
    private static final int SCRIPT = 0700;
    private static final int PRIVATE = 0600;
    private static final int READABLE = 0644;

    private OpenBsdSite() {}

    /** The set, if one is needed. */
    public static Optional<SiteSet> of(GuestSetup setup, List<Entry> own) {
        String first = firstTime(setup);
        String script = script(setup, !first.isEmpty());
        List<Entry> entries = new ArrayList<>();
        setup.hostKey().ifPresent(key -> addHostKey(entries, key));
        if (!first.isEmpty()) {
            entries.add(Entry.text(FIRST_TIME, PRIVATE, first));
        }
        entries.addAll(own);
        if (!script.isEmpty()) {
            entries.add(Entry.text(SiteSet.SCRIPT, SCRIPT, "#!/bin/sh\nset -eu\n" + script + "rm -f /install.site\n"));
        }
        return entries.isEmpty() ? Optional.empty() : Optional.of(new SiteSet(entries));
    }

    private static void addHostKey(List<Entry> entries, SshHostKey key) {
        // rc(8) makes only the host keys that are missing.
        entries.add(Entry.text("/etc/ssh/ssh_host_ed25519_key", PRIVATE, key.privateKey()));
        entries.add(Entry.text("/etc/ssh/ssh_host_ed25519_key.pub", READABLE, key.publicKey() + "\n"));
    }

    private static String firstTime(GuestSetup setup) {
        StringBuilder text = new StringBuilder();
        if (!setup.packages().isEmpty()) {
            text.append("/usr/sbin/pkg_add -I ")
                    .append(setup.packages().stream().map(PackageName::value).collect(Collectors.joining(" ")))
                    .append('\n');
        }
        for (FirstBootCommand command : setup.firstBoot()) {
            text.append("/bin/sh -c ")
                    .append(ShellWords.quote(command.script()))
                    .append('\n');
        }
        return text.toString();
    }

    private static String script(GuestSetup setup, boolean firstTime) {
        StringBuilder text = new StringBuilder();
        setup.root().keys().stream().skip(1).forEach(key -> appendKey(text, key, "/root"));
        for (int i = 0; i < setup.users().size(); i++) {
            GuestUser user = setup.users().get(i);
            if (i > 0) {
                appendUser(text, user);
            }
            String home = "/home/" + user.name();
            // The installer writes the first user's first key.
            user.keys().stream().skip(i == 0 ? 1 : 0).forEach(key -> appendKey(text, key, home));
        }
        if (firstTime) {
            // The installer has appended to the file already: it must not be replaced.
            text.append("cat ").append(FIRST_TIME).append(" >> /etc/rc.firsttime\n");
            text.append("rm -f ").append(FIRST_TIME).append('\n');
        }
        return text.toString();
    }

    /** As the installer makes its own user: ksh(1), class staff, group wheel. */
    private static void appendUser(StringBuilder text, GuestUser user) {
        text.append(ShellWords.join(List.of(
                        "useradd",
                        "-m",
                        "-c",
                        user.fullName().orElse(user.name().value()),
                        "-s",
                        "/bin/ksh",
                        "-L",
                        "staff",
                        "-G",
                        "wheel",
                        "-p",
                        user.password().map(PasswordHash::text).orElse(LOCKED),
                        user.name().value())))
                .append('\n');
    }

    private static void appendKey(StringBuilder text, SshPublicKey key, String home) {
        boolean root = home.equals("/root");
        String user = root ? "root" : home.substring("/home/".length());
        String group = root ? "wheel" : user;
        String file = home + "/.ssh/authorized_keys";
        text.append("install -d -o " + user + " -g " + group + " -m 700 " + home + "/.ssh\n");
        text.append("printf '%s\\n' " + ShellWords.quote(key.toString()) + " >> " + file + "\n");
        text.append("chown " + user + ":" + group + " " + file + "\n");
        text.append("chmod 600 " + file + "\n");
    }
}
