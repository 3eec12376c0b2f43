package io.vmm4j.testkit.internal.rc;

import io.vmm4j.testkit.internal.fs.FileText;
import io.vmm4j.testkit.internal.kernel.Exited;
import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.testkit.internal.kernel.SystemError;
import io.vmm4j.testkit.internal.libc.Ascii;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The settings of one service: what rc.conf and rc.conf.local say, and what rcctl(8) makes of them. */
final class ServiceSettings {

    private static final Map<String, String> DEFAULTS = Map.of(
            "class", "daemon", "execdir", "", "flags", "", "logger", "", "rtable", "0", "timeout", "30", "user",
            "root");
    private static final List<String> VARIABLES =
            List.of("class", "execdir", "flags", "logger", "rtable", "timeout", "user");

    private final SimProcess process;
    private final String service;
    private final boolean special;
    private final RcConfLocal local;

    ServiceSettings(SimProcess process, String service, RcRelease release) {
        this.process = process;
        this.service = service;
        this.special = SpecialService.named(service).isPresent();
        this.local = new RcConfLocal(process.files(), release.duplicates());
    }

    private RcConf conf(String action) {
        return action.equals("getdef") ? RcConf.readDefaults(process.files()) : RcConf.read(process.files());
    }

    boolean isEnabled() {
        return isEnabled(conf("get"));
    }

    private boolean isEnabledByDefault() {
        return isEnabled(conf("getdef"));
    }

    private boolean isEnabled(RcConf conf) {
        return !flags(conf).equals("NO");
    }

    private String flags(RcConf conf) {
        return conf.get(special ? service : service + "_flags").orElse("NO");
    }

    /** Whether rc.conf knows it; packages' services are not there. */
    private boolean isBase() {
        return conf("getdef").get(service + "_flags").isPresent();
    }

    private String value(RcConf conf, String variable) {
        return switch (variable) {
            case "flags" -> flags(conf);
            case "class" -> hasLoginClass() ? service : "daemon";
            default ->
                conf.get(service + "_" + variable)
                        .filter(text -> !text.isEmpty())
                        .orElse(DEFAULTS.getOrDefault(variable, ""));
        };
    }

    private boolean hasLoginClass() {
        if (process.files().exists("/etc/login.conf.d/" + service)) {
            return true;
        }
        try {
            return FileText.read(process.files(), "/etc/login.conf")
                    .lines()
                    .anyMatch(line -> line.startsWith(service + ":"));
        } catch (SystemError e) {
            return false;
        }
    }

    /** Prints all variables; the exit status tells whether it is enabled. */
    int print(String action) throws IOException {
        RcConf conf = conf(action);
        if (special) {
            process.print(service + "=" + flags(conf) + "\n");
        } else {
            for (String variable : VARIABLES) {
                process.print(service + "_" + variable + "=" + value(conf, variable) + "\n");
            }
        }
        return isEnabled(conf) ? 0 : 1;
    }

    /** Prints one variable; only {@code status} has an exit status. */
    int print(String action, String variable) throws IOException {
        RcConf conf = conf(action);
        if (variable.equals("status")) {
            return isEnabled(conf) ? 0 : 1;
        }
        String text = value(conf, variable);
        if (!text.isEmpty()) {
            process.print(text + "\n");
        }
        return 0;
    }

    void enable() throws IOException {
        if (special) {
            local.rewrite(line(service), isEnabledByDefault() ? List.of() : List.of(service + "=YES"));
            return;
        }
        String flags = conf("get")
                .get(service + "_flags")
                .filter(text -> !text.equals("NO"))
                .orElse("");
        write("flags", flags);
    }

    void disable() throws IOException {
        if (special) {
            local.rewrite(line(service), isEnabledByDefault() ? List.of(service + "=NO") : List.of());
            return;
        }
        Pattern any = Pattern.compile(Pattern.quote(service) + "_(execdir|flags|logger|rtable|timeout|user).*=.*");
        List<String> added = isBase() && isEnabledByDefault() ? List.of(service + "_flags=NO") : List.of();
        local.rewrite(line -> any.matcher(line).lookingAt(), added);
    }

    void set(String variable, String value) throws IOException {
        if (!isEnabled()) {
            throw refuse(service + " is not enabled");
        }
        check(variable, value);
        write(variable, value.equals(DEFAULTS.get(variable)) ? "" : value);
    }

    private void write(String variable, String value) throws IOException {
        String key = service + "_" + variable;
        String text = value.startsWith(" ") ? "\"" + value + "\"" : value;
        boolean mustSay = variable.equals("flags") && isBase() && !isEnabledByDefault();
        local.rewrite(line(key), value.isEmpty() && !mustSay ? List.of() : List.of(key + "=" + text));
    }

    private static Predicate<String> line(String key) {
        Pattern setting = Pattern.compile(Pattern.quote(key) + " *=.*");
        return line -> setting.matcher(line).lookingAt();
    }

    private void check(String variable, String value) throws IOException {
        if (value.isEmpty()) {
            return;
        }
        boolean digits = value.chars().allMatch(Ascii::isDigit);
        Optional<String> problem = switch (variable) {
            case "execdir" -> when(!value.startsWith("/"), "\"" + value + "\" must be an absolute path");
            case "rtable" -> when(!digits, "\"" + value + "\" is not an integer");
            case "timeout" -> when(!digits || value.matches("0+"), "\"" + value + "\" is not a positive integer");
            case "user" ->
                when(process.machine().accounts().user(value).isEmpty(), "user \"" + value + "\" does not exist");
            default -> Optional.empty();
        };
        if (problem.isPresent()) {
            throw refuse(problem.get());
        }
    }

    private static Optional<String> when(boolean wrong, String problem) {
        return wrong ? Optional.of(problem) : Optional.empty();
    }

    private Exited refuse(String text) throws IOException {
        process.complain("rcctl: " + text + "\n");
        return new Exited(1);
    }
}
