package io.vmm4j.testkit.internal.rc;

import io.vmm4j.testkit.internal.fs.OpenFlag;
import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.testkit.internal.libc.Getopt;
import java.io.IOException;

/** One action of an rc.d(8) script. */
final class RcAction {

    private final SimProcess process;
    private final String name;
    private final Daemon daemon;
    private final boolean debugs;
    private final boolean forced;
    private final boolean quiet;

    RcAction(SimProcess process, String name, Daemon daemon, Getopt options) {
        this.process = process;
        this.name = name;
        this.daemon = daemon;
        this.debugs = has(options, 'd');
        this.forced = has(options, 'f');
        this.quiet = has(options, 'q');
    }

    private static boolean has(Getopt options, char letter) {
        return options.options().stream().anyMatch(option -> option.letter() == letter);
    }

    int run(String action) throws IOException {
        debug("_rc_parse_conf");
        String flags = RcConf.read(process.files()).get(name + "_flags").orElse("");
        if (debugs && !flags.isEmpty()) {
            process.print(name + "_flags >" + flags + "<\n");
        }
        return switch (action) {
            case "check" -> check();
            case "configtest" -> configTest(flags);
            case "start" -> start(flags);
            case "stop" -> stop();
            case "reload" -> reload(flags);
            default -> restart(flags);
        };
    }

    private int check() throws IOException {
        begin();
        return end(isRunning());
    }

    private int configTest(String flags) throws IOException {
        begin();
        return end(passesConfigTest(flags));
    }

    private int start(String flags) throws IOException {
        boolean disabled = flags.equals("NO");
        if (disabled && !forced) {
            process.complain(Services.SCRIPTS + name + ": need -f to force start since " + name + "_flags=NO\n");
            return 1;
        }
        if (isRunning()) {
            return 0;
        }
        begin();
        String used = disabled ? "" : flags;
        if (passesConfigTest(used)) {
            debug("rc_start");
            if (quietly(rc -> daemon.start(rc, used))) {
                debug("_rc_write_runfile");
                return end(true);
            }
        }
        debug("_rc_rm_runfile");
        return end(false);
    }

    private int stop() throws IOException {
        if (!isRunning()) {
            return 0;
        }
        begin();
        debug("rc_stop");
        process.flush();
        daemon.stop(process);
        debug("_rc_rm_runfile");
        return end(true);
    }

    private int reload(String flags) throws IOException {
        begin();
        if (!passesConfigTest(flags) || !isRunning()) {
            return end(false);
        }
        debug("rc_reload");
        daemon.reload();
        return end(true);
    }

    private int restart(String flags) throws IOException {
        if (!passesConfigTest(flags)) {
            begin();
            return end(false);
        }
        int stopped = stop();
        return stopped == 0 ? start(flags) : stopped;
    }

    private boolean isRunning() throws IOException {
        debug("rc_check");
        return daemon.isRunning();
    }

    private boolean passesConfigTest(String flags) throws IOException {
        if (!daemon.hasConfigTest()) {
            return true;
        }
        debug("rc_configtest");
        process.flush();
        return quietly(rc -> daemon.configTest(rc, flags));
    }

    /** Something that the daemon can complain of. */
    private interface Step {
        boolean run(SimProcess rc) throws IOException;
    }

    /** Unless it debugs, the script keeps what the daemon complains of to itself. */
    private boolean quietly(Step step) throws IOException {
        if (debugs) {
            return step.run(process);
        }
        SimProcess silent = process.fork(process.argv(), child -> step.run(child) ? 0 : 1);
        silent.descriptors().put(2, process.files().open("/dev/null", OpenFlag.WRITING, 0));
        silent.start();
        return process.waitFor(silent).shellStatus() == 0;
    }

    private void begin() throws IOException {
        if (!quiet) {
            process.print(name + (debugs ? "\n" : ""));
        }
    }

    private int end(boolean good) throws IOException {
        if (!quiet) {
            process.print(good ? "(ok)\n" : "(failed)\n");
        }
        return good ? 0 : 1;
    }

    private void debug(String step) throws IOException {
        if (debugs) {
            process.print("doing " + step + "\n");
        }
    }
}
