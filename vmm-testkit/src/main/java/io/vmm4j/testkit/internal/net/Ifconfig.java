package io.vmm4j.testkit.internal.net;

import io.vmm4j.testkit.internal.kernel.Errno;
import io.vmm4j.testkit.internal.kernel.Exited;
import io.vmm4j.testkit.internal.kernel.Program;
import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.testkit.internal.kernel.SystemError;
import io.vmm4j.testkit.internal.libc.Ascii;
import io.vmm4j.testkit.internal.net.IfconfigDisplay.Detail;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** ifconfig(8), as far as bridges, taps and plain addresses go; other subcommands are bad values. */
public final class Ifconfig implements Program {

    private static final String USAGE = """
            usage: ifconfig [-AaC] [-M lladdr] [interface] [address_family]
            \t\t[address [dest_address]]
            \t\t[parameters]
            """;
    private static final int NAME_LIMIT = 16;

    @Override
    public int run(SimProcess process) throws IOException {
        List<String> words = process.arguments();
        Network network = Network.of(process.machine());
        if (words.isEmpty()) {
            return showAll(process, network, Detail.BRIEF);
        }
        String first = words.get(0);
        if (first.startsWith("-")) {
            return options(process, network, words);
        }
        if (first.length() >= NAME_LIMIT) {
            process.warn("interface name '" + first + "' too long");
            return 1;
        }
        return named(process, network, first, words.subList(1, words.size()));
    }

    private int options(SimProcess process, Network network, List<String> words) throws IOException {
        return switch (words.get(0)) {
            case "-a" -> showAll(process, network, Detail.BRIEF);
            case "-A" -> showAll(process, network, Detail.FULL);
            case "-C" -> {
                process.print(
                        Arrays.stream(Cloner.values()).map(Cloner::driver).collect(Collectors.joining(" ")) + "\n");
                yield 0;
            }
            default -> {
                process.complain(USAGE);
                yield 1;
            }
        };
    }

    private static int showAll(SimProcess process, Network network, Detail detail) throws IOException {
        return show(process, network, network.interfaces().all().toList(), detail);
    }

    private static int show(SimProcess process, Network network, List<NetInterface> shown, Detail detail)
            throws IOException {
        String text = process.machine().timeline().lockedGet(() -> {
            IfconfigDisplay display = new IfconfigDisplay(
                    network.interfaces(), process.machine().timeline().now(), detail);
            return shown.stream().map(display::show).collect(Collectors.joining());
        });
        process.print(text);
        return 0;
    }

    private int named(SimProcess process, Network network, String name, List<String> words) throws IOException {
        List<String> rest = words;
        if (!rest.isEmpty() && (rest.get(0).equals("inet") || rest.get(0).equals("inet6"))) {
            if (rest.get(0).equals("inet6") && rest.size() > 1) {
                process.warn(rest.get(1) + ": bad value");
                return 1;
            }
            rest = rest.subList(1, rest.size());
        }
        if (!rest.isEmpty() && rest.get(0).equals("create")) {
            create(process, network, name);
            rest = rest.subList(1, rest.size());
            if (rest.isEmpty()) {
                return 0;
            }
        }
        if (rest.isEmpty()) {
            return display(process, network, name);
        }
        if (!rest.get(0).equals("destroy")) {
            createIfMissing(process, network, name);
        }
        new IfconfigCommands(process, network, name).run(rest);
        return 0;
    }

    private static void create(SimProcess process, Network network, String name) throws IOException {
        try {
            requireRoot(process);
            Locked.run(process, () -> network.interfaces().create(name));
        } catch (SystemError e) {
            process.warn(name + ": SIOCIFCREATE", e);
            throw new Exited(1);
        }
    }

    static void requireRoot(SimProcess process) throws SystemError {
        if (!process.account().isRoot()) {
            throw Errno.EPERM.asError();
        }
    }

    /** Every subcommand but {@code destroy} creates what it names, if it can be created; nobody is told if it cannot. */
    private static void createIfMissing(SimProcess process, Network network, String name) {
        boolean numbered = !name.isEmpty() && Ascii.isDigit(name.charAt(name.length() - 1));
        if (!numbered || !process.account().isRoot()) {
            return;
        }
        try {
            Locked.run(process, () -> {
                if (network.interfaces().find(name).isEmpty()) {
                    network.interfaces().create(name);
                }
                return name;
            });
        } catch (SystemError e) {
            // What follows will fail and say why.
        }
    }

    /** One interface by its name, all of a group, or all of a driver. */
    private static int display(SimProcess process, Network network, String name) throws IOException {
        List<NetInterface> found = process.machine().timeline().lockedGet(() -> find(network.interfaces(), name));
        if (found.isEmpty()) {
            process.complain(name + ": no such interface\n");
            return 1;
        }
        return show(process, network, found, Detail.FULL);
    }

    private static List<NetInterface> find(Interfaces interfaces, String name) {
        if (!name.isEmpty() && Ascii.isDigit(name.charAt(name.length() - 1))) {
            return interfaces.find(name).stream().toList();
        }
        List<NetInterface> group = interfaces.group(name);
        return group.isEmpty()
                ? interfaces
                        .all()
                        .filter(each -> each.name().startsWith(name)
                                && each.name().length() > name.length()
                                && Ascii.isDigit(each.name().charAt(name.length())))
                        .toList()
                : group;
    }
}
