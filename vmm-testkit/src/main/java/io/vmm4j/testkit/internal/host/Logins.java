package io.vmm4j.testkit.internal.host;

import io.vmm4j.testkit.internal.kernel.Account;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a session begins with. */
public final class Logins {

    /** The PATH of login.conf(5) for a session that is no login shell. */
    public static final String PATH = "/usr/bin:/bin:/usr/sbin:/sbin:/usr/X11R6/bin:/usr/local/bin:/usr/local/sbin";

    private Logins() {}

    /** The environment that sshd(8) gives a user's shell, without what depends on the connection. */
    public static Map<String, String> environment(Account account) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("USER", account.name());
        environment.put("LOGNAME", account.name());
        environment.put("HOME", account.home());
        environment.put("PATH", PATH);
        environment.put("MAIL", "/var/mail/" + account.name());
        environment.put("SHELL", account.shell());
        return environment;
    }
}
