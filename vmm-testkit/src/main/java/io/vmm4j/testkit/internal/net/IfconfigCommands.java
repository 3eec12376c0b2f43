package io.vmm4j.testkit.internal.net;

import io.vmm4j.testkit.internal.kernel.Errno;
import io.vmm4j.testkit.internal.kernel.Exited;
import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.testkit.internal.kernel.SystemError;
import io.vmm4j.testkit.internal.libc.Ascii;
import io.vmm4j.testkit.internal.libc.Strtonum;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/**
 * The subcommands of ifconfig(8) for one interface, done in the order in which they were typed; the address comes last.
 *
 * <p>Which failures end the program and which are only complained about, with exit status 0, is as irregular as in ifconfig.
 */
final class IfconfigCommands {

    private static final int MAX_RDOMAIN = 255;
    private static final int MIN_MTU = 68;
    private static final int MAX_MTU = 65_535;

    private final SimProcess process;
    private final Network network;
    private final String name;
    private final IfconfigAddress address;

    IfconfigCommands(SimProcess process, Network network, String name) {
        this.process = process;
        this.network = network;
        this.name = name;
        this.address = new IfconfigAddress(process);
    }

    void run(List<String> words) throws IOException {
        int at = 0;
        while (at < words.size()) {
            String word = words.get(at++);
            if (takesArgument(word)) {
                if (at == words.size()) {
                    throw giveUp("'" + word + "' requires argument");
                }
                with(word, words.get(at++));
            } else {
                without(word);
            }
        }
        address.apply(this::change);
    }

    private static boolean takesArgument(String word) {
        return switch (word) {
            case "netmask",
                    "prefixlen",
                    "broadcast",
                    "mtu",
                    "group",
                    "-group",
                    "description",
                    "descr",
                    "add",
                    "del",
                    "rdomain",
                    "lladdr",
                    "priority",
                    "llprio",
                    "metric",
                    "maxaddr",
                    "timeout",
                    "deladdr" -> true;
            default -> false;
        };
    }

    private void without(String word) throws IOException {
        switch (word) {
            case "up" -> fatally(name + ": SIOCSIFFLAGS", name + ": SIOCGIFFLAGS", () -> device().setUp(true));
            case "down" -> fatally(name + ": SIOCSIFFLAGS", name + ": SIOCGIFFLAGS", () -> device().setUp(false));
            case "link0", "link1", "link2" -> setLink(word, true);
            case "-link0", "-link1", "-link2" -> setLink(word.substring(1), false);
            case "destroy" ->
                fatally(name + ": SIOCIFDESTROY", () -> network.interfaces().destroy(name));
            case "flush", "flushall" ->
                fatally(name, () -> switchDevice().stations().clear());
            case "-description", "-descr" -> complaining("SIOCSIFDESCR", () -> device().setDescription(""));
            case "-rdomain" -> complaining("SIOCSIFRDOMAIN", () -> device().setRdomain(0));
            case "autoconf" -> complaining(name + ": SIOCSIFXFLAGS", () -> device().set(IfFlag.AUTOCONF4, true));
            case "-autoconf" -> complaining(name + ": SIOCSIFXFLAGS", () -> device().set(IfFlag.AUTOCONF4, false));
            case "-inet" ->
                complaining(
                        name + ": SIOCIFAFDETACH", () -> device().addresses().clear());
            case "-inet6" ->
                complaining(
                        name + ": SIOCIFAFDETACH", () -> device().addresses6().clear());
            case "alias" -> address.alias();
            case "-alias", "delete" -> address.delete();
            default -> address.take(word);
        }
    }

    private void setLink(String flag, boolean on) throws IOException {
        IfFlag which = IfFlag.valueOf(flag.toUpperCase(Locale.ROOT));
        fatally(name + ": SIOCSIFFLAGS", name + ": SIOCGIFFLAGS", () -> device().set(which, on));
    }

    private void with(String word, String value) throws IOException {
        switch (word) {
            case "netmask" -> address.mask(value);
            case "prefixlen" -> address.prefix(value);
            case "broadcast" -> address.broadcast(value);
            case "group" -> addGroup(value);
            case "-group" -> deleteGroup(value);
            case "description", "descr" ->
                complaining("SIOCSIFDESCR", () -> network.interfaces().describe(device(), value));
            case "add" -> addMember(value);
            case "del" ->
                fatally(name + ": " + value, () -> network.interfaces().deleteMember(device(), value));
            case "mtu" -> {
                int bytes = number(value, 0, Integer.MAX_VALUE, "mtu " + value);
                complaining("SIOCSIFMTU", () -> setMtu(bytes));
            }
            case "rdomain" -> {
                int domain = number(value, 0, MAX_RDOMAIN, "rdomain " + value);
                complaining("SIOCSIFRDOMAIN", () -> device().setRdomain(domain));
            }
            case "lladdr" -> setLladdr(value);
            case "maxaddr" -> {
                int stations = number(value, 0, Integer.MAX_VALUE, "maxaddr " + value + " is");
                fatally(name, () -> switchDevice().setCacheSize(stations));
            }
            case "timeout" -> {
                int seconds = number(value, 0, Integer.MAX_VALUE, "timeout " + value + " is");
                fatally(name, () -> switchDevice().setCacheTimeout(seconds));
            }
            case "deladdr" ->
                fatally(
                        name + ": " + value,
                        () -> switchDevice()
                                .stations()
                                .removeIf(station -> station.lladdr()
                                        .equals(Lladdr.parse(value).orElse(new Lladdr(0)))));
            default -> number(value, 0, Integer.MAX_VALUE, word + " " + value);
        }
    }

    private void setMtu(int bytes) throws SystemError {
        if (bytes < MIN_MTU || bytes > MAX_MTU) {
            throw Errno.EINVAL.asError();
        }
        device().setMtu(bytes);
    }

    private void setLladdr(String value) throws IOException {
        Optional<Lladdr> lladdr = value.equals("random")
                ? Optional.of(new Lladdr(new Random(process.machine().random().nextLong()).nextLong(1L << 40)))
                : Lladdr.parse(value);
        if (lladdr.isEmpty()) {
            process.warn("malformed link-level address");
            return;
        }
        complaining("SIOCSIFLLADDR", () -> device().setLladdr(lladdr.get()));
    }

    private void addGroup(String group) throws IOException {
        if (group.isEmpty()) {
            throw giveUp("setifgroup: group name empty");
        }
        if (group.length() >= 16) {
            throw giveUp("setifgroup: group name too long");
        }
        if (Ascii.isDigit(group.charAt(group.length() - 1))) {
            throw giveUp("setifgroup: group names may not end in a digit");
        }
        fatally(group + ": SIOCAIFGROUP", () -> device().groups().add(group));
    }

    private void deleteGroup(String group) throws IOException {
        if (!group.isEmpty() && Ascii.isDigit(group.charAt(group.length() - 1))) {
            throw giveUp("unsetifgroup: group names may not end in a digit");
        }
        fatally(group + ": SIOCDIFGROUP", () -> {
            if (!device().groups().remove(group)) {
                throw Errno.ENOENT.asError();
            }
        });
    }

    private void addMember(String member) throws IOException {
        fatally(name + ": " + member, () -> {
            try {
                network.interfaces().addMember(device(), member);
            } catch (SystemError e) {
                if (e.errno() != Errno.EEXIST) {
                    throw e;
                }
            }
        });
    }

    private int number(String text, int min, int max, String what) throws IOException {
        try {
            return (int) Strtonum.parse(text, min, max);
        } catch (Strtonum.Invalid e) {
            throw giveUp(what + ": " + e.reason());
        }
    }

    private NetInterface device() throws SystemError {
        return network.interfaces().find(name).orElseThrow(Errno.ENXIO::asError);
    }

    private NetInterface switchDevice() throws SystemError {
        NetInterface device = device();
        if (!device.isSwitch()) {
            throw Errno.ENOTTY.asError();
        }
        return device;
    }

    /** A change of the kernel's state. */
    @FunctionalInterface
    interface Change {
        void make() throws SystemError;
    }

    private void change(IfconfigAddress.DeviceChange change) throws SystemError {
        Ifconfig.requireRoot(process);
        Locked.run(process, () -> {
            change.make(network.interfaces(), device());
            return name;
        });
    }

    private void fatally(String what, Change change) throws IOException {
        fatally(what, what, change);
    }

    private void fatally(String what, String whatIfAbsent, Change change) throws IOException {
        try {
            make(change);
        } catch (SystemError e) {
            throw giveUp((e.errno() == Errno.ENXIO ? whatIfAbsent : what) + ": "
                    + e.errno().text());
        }
    }

    private void complaining(String what, Change change) throws IOException {
        try {
            make(change);
        } catch (SystemError e) {
            process.warn(what, e);
        }
    }

    private void make(Change change) throws SystemError {
        Ifconfig.requireRoot(process);
        Locked.run(process, () -> {
            change.make();
            network.routes().forgetUnreachable();
            return name;
        });
    }

    private Exited giveUp(String text) throws IOException {
        process.warn(text);
        return new Exited(1);
    }
}
