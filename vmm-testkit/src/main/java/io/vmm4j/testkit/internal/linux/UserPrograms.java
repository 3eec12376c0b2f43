package io.vmm4j.testkit.internal.linux;

import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.testkit.internal.kernel.SystemError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** useradd(8), adduser of busybox, addgroup, chpasswd(8), usermod(8). */
final class UserPrograms {

    private static final int EXISTS = 9;

    private final Inside inside;

    UserPrograms(Inside inside) {
        this.inside = inside;
    }

    void install(LinuxPrograms programs) throws SystemError {
        programs.put("/usr/sbin/chpasswd", this::chpasswd);
        programs.put("/usr/sbin/adduser", this::adduser);
        programs.put("/usr/sbin/addgroup", this::addgroup);
        if (inside.distribution().hasSystemd()) {
            programs.put("/usr/sbin/useradd", this::useradd);
        }
    }

    /** Options by their letters, and the rest. */
    private record Parsed(Map<String, String> options, List<String> operands) {}

    private static Parsed parse(List<String> words, String withValue) {
        Map<String, String> options = new HashMap<>();
        List<String> operands = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.length() == 2 && word.startsWith("-")) {
                boolean valued = withValue.indexOf(word.charAt(1)) >= 0 && i + 1 < words.size();
                options.put(word.substring(1), valued ? words.get(++i) : "");
            } else {
                operands.add(word);
            }
        }
        return new Parsed(options, operands);
    }

    private int useradd(SimProcess process) throws IOException {
        Parsed parsed = parse(process.arguments(), "scgGdup");
        if (parsed.operands().size() != 1) {
            process.complain("Usage: useradd [options] LOGIN\n");
            return 2;
        }
        String name = parsed.operands().get(0);
        if (inside.people().exists(name)) {
            process.warn("user '" + name + "' already exists");
            return EXISTS;
        }
        String groups = parsed.options().getOrDefault("G", "");
        add(
                parsed,
                name,
                parsed.options().getOrDefault("c", ""),
                groups.isEmpty() ? List.of() : List.of(groups.split(",", -1)));
        return 0;
    }

    private int adduser(SimProcess process) throws IOException {
        Parsed parsed = parse(process.arguments(), "sgGhu");
        List<String> operands = parsed.operands();
        if (operands.isEmpty()) {
            process.complain("Usage: adduser [OPTIONS] USER [GROUP]\n");
            return 1;
        }
        String name = operands.get(0);
        if (operands.size() == 2) {
            return join(process, name, operands.get(1));
        }
        if (inside.people().exists(name)) {
            process.warn("user '" + name + "' in use");
            return 1;
        }
        add(parsed, name, parsed.options().getOrDefault("g", "Linux User"), List.of());
        return 0;
    }

    private void add(Parsed parsed, String name, String fullName, List<String> groups) throws SystemError {
        inside.people().add(name, fullName, parsed.options().getOrDefault("s", "/bin/sh"), groups);
    }

    private int addgroup(SimProcess process) throws IOException {
        List<String> operands = parse(process.arguments(), "g").operands();
        if (operands.size() == 2) {
            return join(process, operands.get(0), operands.get(1));
        }
        inside.machine().accounts().addGroup(operands.get(0), 1500);
        return 0;
    }

    private int join(SimProcess process, String name, String group) throws IOException {
        var account = inside.people().all().stream()
                .filter(each -> each.name().equals(name))
                .findFirst();
        if (account.isEmpty()) {
            process.warn("unknown user " + name);
            return 1;
        }
        List<String> groups = new ArrayList<>(account.get().groups());
        groups.add(group);
        inside.people()
                .restore(new LinuxSystem.Account(
                        name,
                        account.get().uid(),
                        groups,
                        account.get().home(),
                        account.get().shell(),
                        account.get().fullName(),
                        account.get().password()));
        return 0;
    }

    private int chpasswd(SimProcess process) throws IOException {
        int status = 0;
        String text = new String(process.stdin().readAllBytes(), StandardCharsets.UTF_8);
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            int colon = line.indexOf(':');
            if (colon < 0 || !inside.people().exists(line.substring(0, colon))) {
                process.warn(
                        "line " + number + ": user '" + line.substring(0, Math.max(0, colon)) + "' does not exist");
                status = 1;
            } else {
                inside.people().setPassword(line.substring(0, colon), line.substring(colon + 1));
            }
        }
        return status;
    }
}
