package io.vmm4j.testkit.internal.rc;

import io.vmm4j.testkit.internal.fs.Access;
import io.vmm4j.testkit.internal.kernel.Exited;
import io.vmm4j.testkit.internal.kernel.Program;
import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.testkit.internal.libc.Getopt;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** rcctl(8). */
final class Rcctl implements Program {

    static final Set<String> VARIABLES =
            Set.of("class", "execdir", "flags", "logger", "rtable", "status", "timeout", "user");

    private static final Pattern NAME = Pattern.compile("[_A-Za-z][_A-Za-z0-9]*");
    private static final Set<String> LISTS = Set.of("all", "failed", "off", "on", "rogue", "started", "stopped");

    private final RcRelease release;

    Rcctl(RcRelease release) {
        this.release = release;
    }

    @Override
    public int run(SimProcess process) throws IOException {
        Getopt parsed = Getopt.parse(release.options(), process.arguments());
        if (parsed.failed()) {
            process.complain("rcctl: " + parsed.error().replace("unknown option -- ", "-") + ": unknown option\n");
            throw usage(process);
        }
        if (parsed.operands().isEmpty()) {
            throw usage(process);
        }
        List<String> words = parsed.operands();
        List<String> rest = words.subList(1, words.size());
        return switch (words.get(0)) {
            case "ls" -> list(process, rest);
            case "enable", "disable" -> change(process, words.get(0), rest);
            case "get", "getdef" -> get(process, words.get(0), rest);
            case "set" -> set(process, rest);
            case "start", "stop", "restart", "reload", "check", "configtest" -> control(process, parsed, rest);
            case "order" -> order(process, rest);
            default -> throw usage(process);
        };
    }

    private Exited usage(SimProcess process) throws IOException {
        boolean quiet = release.quiet() == RcRelease.Quiet.KNOWN;
        process.complain("usage:\trcctl get|getdef|set "
                + (quiet ? "daemon|service [variable [argument ...]]\n" : "service | daemon [variable [arguments]]\n")
                + (quiet ? "\trcctl [-d | -q] [-f] " : "\trcctl [-df] ")
                + "start|stop|restart|reload|check|configtest daemon ...\n"
                + "\trcctl disable|enable|order [daemon ...]\n"
                + "\trcctl ls all|failed|off|on|rogue|started|stopped\n");
        return new Exited(1);
    }

    private static Exited fail(SimProcess process, String text, int status) throws IOException {
        process.complain("rcctl: " + text + "\n");
        return new Exited(status);
    }

    private static void requireRoot(SimProcess process, String what) throws IOException {
        if (!process.account().isRoot()) {
            throw fail(process, "\"" + what + "\" needs root privileges", 1);
        }
    }

    static boolean isAvailable(SimProcess process, String service) {
        return NAME.matcher(service).matches()
                && (process.files().may(Access.EXECUTE, Services.SCRIPTS + service)
                        || SpecialService.named(service).isPresent());
    }

    private static void requireAvailable(SimProcess process, String service) throws IOException {
        if (!isAvailable(process, service)) {
            throw fail(process, "service " + service + " does not exist", 2);
        }
    }

    /** Anything that could be a service may be disabled. */
    private static void requireName(SimProcess process, String service) throws IOException {
        if (!NAME.matcher(service).matches()) {
            throw fail(process, "service " + service + " does not exist", 2);
        }
    }

    private int list(SimProcess process, List<String> words) throws IOException {
        String which = words.isEmpty() ? "" : words.get(0);
        if (!LISTS.contains(which)) {
            throw usage(process);
        }
        if (Set.of("started", "stopped", "failed", "rogue").contains(which)) {
            requireRoot(process, "ls " + which);
        }
        return new ServiceList(process).print(which);
    }

    private int change(SimProcess process, String action, List<String> services) throws IOException {
        if (services.isEmpty()) {
            throw usage(process);
        }
        for (String service : services) {
            if (action.equals("disable")) {
                requireName(process, service);
            } else {
                requireAvailable(process, service);
            }
        }
        requireRoot(process, action);
        for (String service : services) {
            ServiceSettings settings = new ServiceSettings(process, service, release);
            if (action.equals("enable")) {
                settings.enable();
            } else {
                settings.disable();
            }
        }
        return 0;
    }

    private int get(SimProcess process, String action, List<String> words) throws IOException {
        if (words.isEmpty()) {
            throw usage(process);
        }
        String service = words.get(0);
        if (service.equals("all")) {
            if (words.size() > 1) {
                throw usage(process);
            }
            for (String each : new ServiceList(process).all()) {
                new ServiceSettings(process, each, release).print(action);
            }
            return 0;
        }
        requireAvailable(process, service);
        ServiceSettings settings = new ServiceSettings(process, service, release);
        if (words.size() == 1) {
            return settings.print(action);
        }
        String variable = words.get(1);
        if (!VARIABLES.contains(variable)) {
            throw usage(process);
        }
        boolean special = SpecialService.named(service).isPresent();
        if (special && !variable.equals("flags") && !variable.equals("status")) {
            throw fail(
                    process,
                    "\"" + service + "\" is a special variable, cannot \"" + action + " " + variable + "\"",
                    1);
        }
        return settings.print(action, variable);
    }

    private int set(SimProcess process, List<String> words) throws IOException {
        if (words.isEmpty()) {
            throw usage(process);
        }
        String service = words.get(0);
        String variable = words.size() > 1 ? words.get(1) : "";
        String value = words.size() > 2 ? String.join(" ", words.subList(2, words.size())) : "";
        if (variable.equals("status") && value.equals("off")) {
            requireName(process, service);
        } else {
            requireAvailable(process, service);
        }
        if (!VARIABLES.contains(variable)) {
            throw usage(process);
        }
        if (variable.equals("flags") && value.equals("NO")) {
            throw fail(process, "\"flags NO\" contradicts \"set\"", 1);
        }
        if (SpecialService.named(service).isPresent() && !variable.equals("status")) {
            throw fail(process, "\"" + service + "\" is a special variable, cannot \"set " + variable + "\"", 1);
        }
        if (variable.equals("class")) {
            throw fail(process, "\"" + service + "_class\" is a read-only variable set in login.conf(5)", 1);
        }
        requireRoot(process, "set");
        ServiceSettings settings = new ServiceSettings(process, service, release);
        if (!variable.equals("status")) {
            settings.set(variable, value);
        } else if (value.equals("on")) {
            settings.enable();
        } else if (value.equals("off")) {
            settings.disable();
        } else {
            throw fail(process, "invalid status \"" + value + "\"", 1);
        }
        return 0;
    }

    private int control(SimProcess process, Getopt options, List<String> services) throws IOException {
        if (services.isEmpty()) {
            throw usage(process);
        }
        for (String service : services) {
            requireAvailable(process, service);
        }
        int status = 0;
        for (String service : services) {
            if (SpecialService.named(service).isPresent()) {
                throw fail(process, "\"" + service + "\" is a special variable, no rc.d(8) script", 1);
            }
            int result = new ScriptRun(process, service).run(options);
            status = result == 0 ? status : result;
        }
        return status;
    }

    /** The order of packages' scripts; there are no packages. */
    private static int order(SimProcess process, List<String> services) throws IOException {
        for (String service : services) {
            requireAvailable(process, service);
        }
        if (!services.isEmpty()) {
            requireRoot(process, "order");
            throw fail(process, services.get(0) + " is not a pkg script", 1);
        }
        return 0;
    }
}
