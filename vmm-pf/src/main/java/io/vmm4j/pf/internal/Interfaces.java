package io.vmm4j.pf.internal;

import io.vmm4j.InvalidValueException;
import io.vmm4j.Ipv4Address;
import io.vmm4j.Subnet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What ifconfig(8) shows of the interfaces of a host. Immutable; lines that it does not know are left out. */
record Interfaces(Map<String, Interface> all) {

    private static final Pattern HEADER = Pattern.compile("([a-z]+\\d+): flags=[0-9a-f]+<([A-Z0-9,]*)>.*");
    private static final Pattern ADDRESS = Pattern.compile("\\tinet (\\S+)(?: --> \\S+)? netmask 0x([0-9a-f]{1,8}).*");
    private static final Pattern MEMBER = Pattern.compile("\\t([a-z]+\\d+) flags=\\S+");
    private static final Pattern DESCRIPTION = Pattern.compile("\\tdescription: (.*)");
    private static final Pattern GROUPS = Pattern.compile("\\tgroups: (.*)");

    Interfaces {
        all = Map.copyOf(all);
    }

    /**
     * One interface.
     *
     * @param flags its flags, {@code UP}
     * @param addresses its IPv4 addresses
     * @param networks the networks that these are in
     * @param members what is attached to it, if it is a bridge
     * @param groups the groups it is in
     * @param description what it is described by; none or one
     */
    record Interface(
            List<String> flags,
            List<Ipv4Address> addresses,
            List<Subnet> networks,
            List<String> members,
            List<String> groups,
            List<String> description) {

        private void read(String line) {
            Matcher address = ADDRESS.matcher(line);
            Matcher member = MEMBER.matcher(line);
            Matcher described = DESCRIPTION.matcher(line);
            Matcher group = GROUPS.matcher(line);
            if (address.matches()) {
                int mask = Integer.parseUnsignedInt(address.group(2), 16);
                try {
                    Ipv4Address one = Ipv4Address.of(address.group(1));
                    addresses.add(one);
                    networks.add(Subnet.containing(one, Integer.bitCount(mask)));
                } catch (InvalidValueException e) {
                    throw new IllegalArgumentException("not an address of ifconfig(8): " + line, e);
                }
            } else if (member.matches()) {
                members.add(member.group(1));
            } else if (description.isEmpty() && described.matches()) {
                description.add(described.group(1));
            } else if (group.matches()) {
                groups.addAll(List.of(group.group(1).split(" ", -1)));
            }
        }

        boolean isUp() {
            return flags.contains("UP");
        }

        /** Whether its packets are filtered between its members: a flag of veb(4). */
        boolean hasLink1() {
            return flags.contains("LINK1");
        }
    }

    /** Reads what {@code ifconfig} printed. */
    static Interfaces parse(String text) {
        Map<String, Interface> all = new LinkedHashMap<>();
        Interface current = blank(List.of());
        for (String line : text.lines().toList()) {
            Matcher header = HEADER.matcher(line);
            if (header.matches()) {
                current = blank(List.of(header.group(2).split(",", -1)));
                all.put(header.group(1), current);
            } else {
                current.read(line);
            }
        }
        return new Interfaces(all);
    }

    private static Interface blank(List<String> flags) {
        return new Interface(
                flags, new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    Optional<Interface> find(String name) {
        return Optional.ofNullable(all.get(name));
    }

    /** The lowest number that no interface of this driver has, and that nothing else speaks for. */
    int freeUnit(String driver, IntPredicate taken) {
        int unit = 0;
        while (all.containsKey(driver + unit) || taken.test(unit)) {
            unit++;
        }
        return unit;
    }
}
