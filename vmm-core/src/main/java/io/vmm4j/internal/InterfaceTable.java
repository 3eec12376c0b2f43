package io.vmm4j.internal;

import io.vmm4j.InvalidValueException;
import io.vmm4j.Ipv4Address;
import io.vmm4j.VmId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What ifconfig(8) prints of the interfaces of a host, in its order. Immutable. Lines that it does not know are left out.
 *
 * @param interfaces the interfaces
 */
public record InterfaceTable(List<HostInterface> interfaces) {

    private static final Pattern HEADER = Pattern.compile("^(\\S+): flags=[0-9a-f]*(?:<([^>]*)>)?.*");

    public InterfaceTable {
        interfaces = List.copyOf(interfaces);
    }

    /** Reads what was printed. */
    public static InterfaceTable parse(String text) {
        List<HostInterface> interfaces = new ArrayList<>();
        Optional<Block> current = Optional.empty();
        for (String line : text.lines().toList()) {
            Matcher header = HEADER.matcher(line);
            if (header.matches()) {
                current.map(Block::read).ifPresent(interfaces::add);
                current = Optional.of(new Block(header.group(1), flags(Optional.ofNullable(header.group(2)))));
            } else {
                current.ifPresent(block -> block.add(line));
            }
        }
        current.map(Block::read).ifPresent(interfaces::add);
        return new InterfaceTable(interfaces);
    }

    private static Set<String> flags(Optional<String> words) {
        return new LinkedHashSet<>(List.of(words.orElse("").split(",", -1)));
    }

    /** The interface of this name. */
    public Optional<HostInterface> find(String name) {
        return interfaces.stream().filter(one -> one.name().equals(name)).findFirst();
    }

    /** What they are called. */
    public Set<String> names() {
        return interfaces.stream().map(HostInterface::name).collect(Collectors.toUnmodifiableSet());
    }

    /** The host's end of a VM's interface. */
    public Optional<HostInterface> tapOf(VmId vm, int number) {
        return interfaces.stream()
                .filter(one -> one.vm()
                        .filter(tap -> tap.vm().equals(vm) && tap.number() == number)
                        .isPresent())
                .findFirst();
    }

    /** The bridge that an interface is attached to. */
    public Optional<HostInterface> bridgeOf(String member) {
        return interfaces.stream().filter(one -> one.members().contains(member)).findFirst();
    }

    /** The lladdrs that bridges have seen behind a member. */
    public List<String> seenBehind(String member) {
        return interfaces.stream()
                .flatMap(one -> one.cache().stream())
                .filter(seen -> seen.member().equals(member))
                .map(HostInterface.Seen::lladdr)
                .toList();
    }

    /** The lines of one interface. Not thread safe. */
    private static final class Block {

        private static final Pattern DESCRIPTION = Pattern.compile("^\\s+description: (.*)$");
        private static final Pattern GROUPS = Pattern.compile("^\\s+groups: (.*)$");
        private static final Pattern INET =
                Pattern.compile("^\\s+inet (\\S+)(?: -+> \\S+)? netmask 0x([0-9a-f]{1,8})(?: .*)?$");
        private static final Pattern MEMBER = Pattern.compile("^\\t(\\S+) flags=.*");
        private static final Pattern SEEN = Pattern.compile("^\\t\\t([0-9a-f:]{17})(?:/\\d+)? (\\S+) \\d+ flags=.*");

        private final String name;
        private final Set<String> flags;
        private Optional<String> description = Optional.empty();
        private final List<String> groups = new ArrayList<>();
        private final List<HostInterface.Address> addresses = new ArrayList<>();
        private final List<String> members = new ArrayList<>();
        private final List<HostInterface.Seen> cache = new ArrayList<>();

        Block(String name, Set<String> flags) {
            this.name = name;
            this.flags = flags;
        }

        HostInterface read() {
            return new HostInterface(name, flags, description.orElse(""), groups, addresses, members, cache);
        }

        void add(String line) {
            Matcher described = DESCRIPTION.matcher(line);
            Matcher group = GROUPS.matcher(line);
            Matcher inet = INET.matcher(line);
            Matcher member = MEMBER.matcher(line);
            Matcher seen = SEEN.matcher(line);
            if (described.matches()) {
                description = description.or(() -> Optional.of(described.group(1)));
            } else if (group.matches()) {
                groups.addAll(List.of(group.group(1).split(" ", -1)));
            } else if (inet.matches()) {
                address(inet.group(1), inet.group(2)).ifPresent(addresses::add);
            } else if (member.matches()) {
                members.add(member.group(1));
            } else if (seen.matches()) {
                cache.add(new HostInterface.Seen(seen.group(1), seen.group(2)));
            }
        }

        private static Optional<HostInterface.Address> address(String text, String mask) {
            try {
                int bits = Integer.bitCount(Integer.parseUnsignedInt(mask, 16));
                return Optional.of(new HostInterface.Address(Ipv4Address.of(text), bits));
            } catch (InvalidValueException e) {
                return Optional.empty();
            }
        }
    }
}
