package io.vmm4j.testkit.internal.rc;

import io.vmm4j.testkit.internal.kernel.Program;
import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.testkit.internal.libc.Getopt;
import java.io.IOException;

/** A script of rc.d(8). What it tells goes to standard output, except why it refuses. */
final class RcScript implements Program {

    private static final String ACTIONS = "start|stop|restart|reload|check|configtest";

    private final String name;
    private final Daemon daemon;
    private final RcRelease release;

    RcScript(String name, Daemon daemon, RcRelease release) {
        this.name = name;
        this.daemon = daemon;
        this.release = release;
    }

    @Override
    public int run(SimProcess process) throws IOException {
        String path = Services.SCRIPTS + name;
        Getopt parsed = Getopt.parse(release.options(), process.arguments());
        boolean known = parsed.operands().size() == 1
                && ("|" + ACTIONS + "|").contains("|" + parsed.operands().get(0) + "|");
        if (parsed.failed() || !known) {
            process.complain("usage: " + path + " [-" + release.options() + "] " + ACTIONS + "\n");
            return 1;
        }
        String action = parsed.operands().get(0);
        if (!process.account().isRoot() && !action.equals("check")) {
            process.complain(path + ": need root privileges\n");
            return 1;
        }
        if ((action.equals("reload") && !daemon.canReload())
                || (action.equals("configtest") && !daemon.hasConfigTest())) {
            process.complain(path + ": " + action + " is not supported\n");
            return 1;
        }
        return new RcAction(process, name, daemon, parsed).run(action);
    }
}
