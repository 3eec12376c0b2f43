package io.vmm4j.testkit.internal.server;

import io.vmm4j.testkit.internal.fs.FileText;
import io.vmm4j.testkit.internal.fs.Files;
import io.vmm4j.testkit.internal.kernel.Machine;
import io.vmm4j.testkit.internal.kernel.SystemError;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What sshd_config(5) of a Linux says of who may log in; of each keyword the first line counts, in the directory that is included
 * first, then in the file. Other machines of the simulation let in whoever has a key or a password.
 *
 * @param permitRootLogin yes, no or prohibit-password
 * @param passwords whether passwords are asked for at all
 */
record SshdConfig(String permitRootLogin, boolean passwords) {

    private static final String DIRECTORY = "/etc/ssh/sshd_config.d";

    static SshdConfig of(Machine machine) {
        if (!machine.uname().system().equals("Linux")) {
            return new SshdConfig("yes", true);
        }
        List<String> lines = new ArrayList<>();
        try {
            Files files = machine.files();
            if (files.exists(DIRECTORY)) {
                for (String name : files.list(DIRECTORY).stream().sorted().toList()) {
                    if (name.endsWith(".conf")) {
                        lines.addAll(FileText.read(files, DIRECTORY + "/" + name)
                                .lines()
                                .toList());
                    }
                }
            }
            if (files.exists("/etc/ssh/sshd_config")) {
                lines.addAll(
                        FileText.read(files, "/etc/ssh/sshd_config").lines().toList());
            }
        } catch (SystemError e) {
            throw new IllegalStateException(DIRECTORY, e);
        }
        return new SshdConfig(
                value(lines, "PermitRootLogin", "prohibit-password"),
                value(lines, "PasswordAuthentication", "yes").equals("yes"));
    }

    private static String value(List<String> lines, String keyword, String standard) {
        return lines.stream()
                .map(line -> line.strip().split("[ \t=]+", 2))
                .filter(words -> words.length == 2 && words[0].equalsIgnoreCase(keyword))
                .map(words -> words[1].strip().toLowerCase(Locale.ROOT))
                .findFirst()
                .orElse(standard);
    }

    /** Whether root may log in with a key. */
    boolean root() {
        return !permitRootLogin.equals("no");
    }

    /** Whether root may log in with a password. */
    boolean rootByPassword() {
        return passwords && permitRootLogin.equals("yes");
    }
}
