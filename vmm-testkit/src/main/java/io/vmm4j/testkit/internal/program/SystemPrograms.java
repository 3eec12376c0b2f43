package io.vmm4j.testkit.internal.program;

import io.vmm4j.testkit.internal.fs.FileText;
import io.vmm4j.testkit.internal.fs.Stat;
import io.vmm4j.testkit.internal.io.Tty;
import io.vmm4j.testkit.internal.kernel.Account;
import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.testkit.internal.kernel.SystemError;
import io.vmm4j.testkit.internal.kernel.Uname;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** uname(1), hostname(1), date(1), dmesg(8), id(1), groups(1), whoami(1), tty(1), mount(8) without arguments. */
final class SystemPrograms {

    static final Utility UNAME = Utility.of("amnprsv", List.of("usage: uname [-amnprsv]"), SystemPrograms::uname);

    static final Utility HOSTNAME =
            Utility.of("s", List.of("usage: hostname [-s] [name-of-host]"), SystemPrograms::hostname);

    static final Utility DATE = Utility.of(
            "jr:u",
            List.of(
                    "usage: date [-aju] [-f pformat] [-r seconds]",
                    "\t[-z output_zone] [+format] [[[[[[cc]yy]mm]dd]HH]MM[.SS]]"),
            SystemPrograms::date);

    static final Utility DMESG =
            Utility.of("s", List.of("usage: dmesg [-s] [-M core] [-N system]"), SystemPrograms::dmesg);

    static final Utility ID = Utility.of(
            "Ggnru",
            List.of(
                    "usage: id [user]",
                    "       id -c [user]",
                    "       id -G [-n] [user]",
                    "       id -g [-nr] [user]",
                    "       id -p [user]",
                    "       id -R",
                    "       id -u [-nr] [user]"),
            SystemPrograms::id);

    static final Utility WHOAMI = Utility.of("", List.of("usage: whoami"), SystemPrograms::whoami);

    static final Utility GROUPS = Utility.of("", List.of("usage: groups [user]"), SystemPrograms::groups);

    static final Utility TTY = Utility.of("s", List.of("usage: tty [-s]"), SystemPrograms::tty);

    private SystemPrograms() {}

    private static int uname(SimProcess process, Arguments arguments) throws IOException {
        arguments.none();
        Uname uname = process.machine().uname();
        boolean all = arguments.has('a');
        List<String> parts = new ArrayList<>();
        addIf(parts, all || arguments.has('s') || arguments.options().isEmpty(), uname.system());
        addIf(parts, all || arguments.has('n'), process.machine().hostname());
        addIf(parts, all || arguments.has('r'), uname.release());
        addIf(parts, all || arguments.has('v'), uname.version());
        addIf(parts, all || arguments.has('m'), uname.architecture());
        addIf(parts, arguments.has('p'), uname.architecture());
        process.print(String.join(" ", parts) + "\n");
        return 0;
    }

    private static void addIf(List<String> parts, boolean wanted, String part) {
        if (wanted) {
            parts.add(part);
        }
    }

    private static int hostname(SimProcess process, Arguments arguments) throws IOException {
        if (arguments.operands().isEmpty()) {
            String name = process.machine().hostname();
            process.print((arguments.has('s') ? name.replaceFirst("\\..*", "") : name) + "\n");
            return 0;
        }
        if (!process.account().isRoot()) {
            process.warn("sethostname: Operation not permitted");
            return 1;
        }
        process.machine().setHostname(arguments.only());
        return 0;
    }

    private static int date(SimProcess process, Arguments arguments) throws IOException {
        Instant moment = process.machine().timeline().now();
        Optional<String> reference = arguments.value('r');
        if (reference.isPresent() && reference.get().matches("-?[0-9]{1,12}")) {
            moment = Instant.ofEpochSecond(Long.parseLong(reference.get()));
        } else if (reference.isPresent()) {
            try {
                Stat stat = process.files().stat(reference.get());
                moment = stat.modified();
            } catch (SystemError e) {
                process.warn(reference.get(), e);
                return 1;
            }
        }
        String format = DateFormat.DEFAULT;
        if (!arguments.operands().isEmpty()) {
            if (!arguments.only().startsWith("+")) {
                throw new UsageError("setting the time is not simulated");
            }
            format = arguments.only().substring(1);
        }
        process.print(DateFormat.format(moment, format) + "\n");
        return 0;
    }

    private static int dmesg(SimProcess process, Arguments arguments) throws IOException {
        arguments.none();
        if (arguments.has('s')) {
            throw new UsageError("the console's buffer is not simulated");
        }
        process.print(FileText.read(process.machine().files(), "/var/run/dmesg.boot"));
        return 0;
    }

    private static int id(SimProcess process, Arguments arguments) throws IOException {
        Account account = process.account();
        if (!arguments.operands().isEmpty()) {
            String name = arguments.only();
            Optional<Account> named = process.machine().accounts().user(name);
            if (named.isEmpty() && name.matches("[0-9]{1,9}")) {
                named = process.machine().accounts().user(Integer.parseInt(name));
            }
            if (named.isEmpty()) {
                process.warn(name + ": No such user");
                return 1;
            }
            account = named.get();
        }
        boolean names = arguments.has('n');
        String text;
        if (arguments.has('u')) {
            text = names ? account.name() : Integer.toString(account.uid());
        } else if (arguments.has('g')) {
            text = names ? account.memberOf().get(0).name() : Integer.toString(account.gid());
        } else if (arguments.has('G')) {
            text = account.memberOf().stream()
                    .map(group -> names ? group.name() : Integer.toString(group.gid()))
                    .collect(Collectors.joining(" "));
        } else if (names) {
            throw new UsageError();
        } else {
            text = "uid=" + account.uid() + "(" + account.name() + ") gid="
                    + shown(account.memberOf().get(0))
                    + " groups="
                    + account.memberOf().stream().map(SystemPrograms::shown).collect(Collectors.joining(", "));
        }
        process.print(text + "\n");
        return 0;
    }

    private static String shown(Account.Group group) {
        return group.gid() + "(" + group.name() + ")";
    }

    private static int whoami(SimProcess process, Arguments arguments) throws IOException {
        arguments.none();
        process.print(process.account().name() + "\n");
        return 0;
    }

    private static int groups(SimProcess process, Arguments arguments) throws IOException {
        Optional<Account> account = arguments.operands().isEmpty()
                ? Optional.of(process.account())
                : process.machine().accounts().user(arguments.only());
        if (account.isEmpty()) {
            process.warn(arguments.only() + ": No such user");
            return 1;
        }
        process.print(
                account.get().memberOf().stream().map(Account.Group::name).collect(Collectors.joining(" ")) + "\n");
        return 0;
    }

    private static int tty(SimProcess process, Arguments arguments) throws IOException {
        Optional<Tty> terminal = process.descriptors().terminal(0);
        if (!arguments.has('s')) {
            process.print(terminal.map(Tty::path).orElse("not a tty") + "\n");
        }
        return terminal.isPresent() ? 0 : 1;
    }
}
