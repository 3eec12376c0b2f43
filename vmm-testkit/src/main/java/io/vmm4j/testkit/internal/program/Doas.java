package io.vmm4j.testkit.internal.program;

import io.vmm4j.testkit.internal.fs.FileText;
import io.vmm4j.testkit.internal.fs.Files;
import io.vmm4j.testkit.internal.fs.Stat;
import io.vmm4j.testkit.internal.kernel.Account;
import io.vmm4j.testkit.internal.kernel.Accounts;
import io.vmm4j.testkit.internal.kernel.Errno;
import io.vmm4j.testkit.internal.kernel.Image;
import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.testkit.internal.kernel.SystemError;
import io.vmm4j.testkit.internal.program.DoasRules.Rule;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** doas(1). Asking for a password on a terminal is not simulated: it fails as a wrong password does. */
final class Doas {

    static final Utility PROGRAM =
            Utility.of("C:Lnsu:", List.of("usage: doas [-Lns] [-C config] [-u user] command [arg ...]"), Doas::run);

    private static final String CONFIG = "/etc/doas.conf";
    private static final String SAFE_PATH =
            "/usr/bin:/bin:/usr/sbin:/sbin:/usr/X11R6/bin:/usr/local/bin:/usr/local/sbin";

    private Doas() {}

    private static int run(SimProcess process, Arguments arguments) throws IOException {
        Accounts accounts = process.machine().accounts();
        Optional<Account> target = accounts.user(arguments.value('u').orElse("root"))
                .or(() -> arguments
                        .value('u')
                        .filter(text -> text.matches("[0-9]{1,9}"))
                        .flatMap(text -> accounts.user(Integer.parseInt(text))));
        if (target.isEmpty()) {
            process.warn("unknown user");
            return 1;
        }
        if (arguments.has('L')) {
            return 0;
        }
        boolean shell = arguments.has('s');
        List<String> argv = shell
                ? List.of(process.environment()
                        .getOrDefault("SHELL", process.account().shell()))
                : arguments.operands();
        Optional<String> candidate = arguments.value('C');
        if (candidate.isEmpty()
                ? argv.isEmpty() || (shell && !arguments.operands().isEmpty())
                : shell) {
            throw new UsageError();
        }
        if (candidate.isPresent()) {
            return check(process, candidate.get(), target.get(), argv);
        }
        return execute(process, arguments.has('n'), target.get(), argv);
    }

    private static int check(SimProcess process, String path, Account target, List<String> argv) throws IOException {
        DoasRules rules;
        try {
            rules = DoasRules.parse(FileText.read(process.files(), path));
        } catch (SystemError e) {
            process.warn("could not open config file " + path, e);
            return 1;
        } catch (DoasRules.Malformed e) {
            return complain(process, e);
        }
        if (argv.isEmpty()) {
            return 0;
        }
        Optional<Rule> rule = rules.decide(process.machine().accounts(), process.account(), target, argv);
        boolean permits = rule.map(Rule::permits).orElse(false);
        boolean noPassword = rule.map(Rule::noPassword).orElse(false);
        process.print(permits ? "permit" + (noPassword ? " nopass" : "") + "\n" : "deny\n");
        return permits ? 0 : 1;
    }

    private static int complain(SimProcess process, DoasRules.Malformed e) throws IOException {
        for (String complaint : e.complaints()) {
            process.warn(complaint);
        }
        return 1;
    }

    private static int execute(SimProcess process, boolean neverAsk, Account target, List<String> argv)
            throws IOException {
        Files rootFiles = process.machine().files();
        DoasRules rules;
        try {
            Stat stat = rootFiles.stat(CONFIG);
            if ((stat.mode() & 022) != 0) {
                process.warn(CONFIG + " is writable by group or other");
                return 1;
            }
            if (stat.uid() != 0) {
                process.warn(CONFIG + " is not owned by root");
                return 1;
            }
            rules = DoasRules.parse(FileText.read(rootFiles, CONFIG));
        } catch (SystemError e) {
            process.warn("doas is not enabled, " + CONFIG, e);
            return 1;
        } catch (DoasRules.Malformed e) {
            return complain(process, e);
        }
        Account user = process.account();
        Optional<Rule> rule = rules.decide(process.machine().accounts(), user, target, argv);
        if (rule.isEmpty() || !rule.get().permits()) {
            process.warn(Errno.EPERM.text());
            return 1;
        }
        if (!rule.get().noPassword()) {
            boolean terminal = process.session().hasTerminal();
            process.warn(
                    neverAsk ? "Authentication required" : terminal ? "Authentication failed" : "a tty is required");
            return 1;
        }
        Map<String, String> environment = environment(process, rule.get(), user, target);
        return become(process, rule.get(), target, argv, environment);
    }

    private static int become(
            SimProcess process, Rule rule, Account target, List<String> argv, Map<String, String> environment)
            throws IOException {
        String path =
                rule.command().isPresent() ? SAFE_PATH : process.environment().getOrDefault("PATH", SAFE_PATH);
        process.become(target);
        process.setUmask(022);
        Image image;
        try {
            String found = process.machine().programs().find(process.files(), argv.get(0), path);
            image = process.machine().programs().load(process.files(), found);
        } catch (SystemError e) {
            process.warn(
                    e.errno() == Errno.ENOENT
                            ? argv.get(0) + ": command not found"
                            : argv.get(0) + ": " + e.errno().text());
            return 1;
        }
        throw process.exec(image, argv, environment);
    }

    private static Map<String, String> environment(SimProcess process, Rule rule, Account user, Account target) {
        Map<String, String> old = process.environment();
        Map<String, String> environment = new TreeMap<>();
        if (rule.keepsEnvironment()) {
            environment.putAll(old);
        }
        for (String kept : List.of("DISPLAY", "TERM")) {
            if (old.containsKey(kept)) {
                environment.put(kept, old.get(kept));
            }
        }
        environment.put("DOAS_USER", user.name());
        environment.put("HOME", target.home());
        environment.put("LOGNAME", target.name());
        environment.put("PATH", SAFE_PATH);
        environment.put("SHELL", target.shell());
        environment.put("USER", target.name());
        for (String setting : rule.environment()) {
            set(environment, old, setting);
        }
        return environment;
    }

    private static void set(Map<String, String> environment, Map<String, String> old, String setting) {
        int equals = setting.indexOf('=');
        if (setting.startsWith("-")) {
            environment.remove(setting.substring(1));
            return;
        }
        String name = equals < 0 ? setting : setting.substring(0, equals);
        String value = equals < 0 ? old.get(name) : setting.substring(equals + 1);
        if (value != null && equals >= 0 && value.startsWith("$")) {
            value = old.get(value.substring(1));
        }
        environment.remove(name);
        if (value != null) {
            environment.put(name, value);
        }
    }
}
