package io.vmm4j.host.internal;

import io.vmm4j.VmId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code ifconfig} prints, as far as it tells of the interfaces of VMs. ifconfig(8). */
record TapTable(List<Interface> interfaces) {

    private static final Pattern HEADER = Pattern.compile("^(\\S+): flags=.*");
    private static final Pattern DESCRIPTION = Pattern.compile("^\\s+description: (.*)$");
    private static final Pattern INET = Pattern.compile("^\\s+inet (\\d+\\.\\d+\\.\\d+\\.\\d+) .*");
    private static final Pattern MEMBER = Pattern.compile("^\\t(\\S+) flags=.*");
    private static final Pattern CACHED = Pattern.compile("^\\t\\t([0-9a-f:]{17})(?:/\\d+)? (\\S+) \\d+ flags=.*");

    /**
     * One interface.
     *
     * @param name {@code tap0}
     * @param description its description, empty if it has none
     * @param inet its IPv4 address
     * @param members what is attached to it, if it is a switch
     * @param cache the lladdrs that a switch has seen, each behind the member's name and a blank
     */
    record Interface(
            String name, String description, Optional<String> inet, List<String> members, List<String> cache) {}

    static TapTable parse(String text) {
        List<Interface> interfaces = new ArrayList<>();
        List<String> block = new ArrayList<>();
        for (String line : text.lines().toList()) {
            if (HEADER.matcher(line).matches() && !block.isEmpty()) {
                interfaces.add(read(block));
                block.clear();
            }
            block.add(line);
        }
        if (!block.isEmpty()) {
            interfaces.add(read(block));
        }
        return new TapTable(List.copyOf(interfaces));
    }

    private static Interface read(List<String> block) {
        Matcher header = HEADER.matcher(block.get(0));
        List<String> cache = new ArrayList<>();
        for (String line : block) {
            Matcher cached = CACHED.matcher(line);
            if (cached.matches()) {
                cache.add(cached.group(2) + " " + cached.group(1));
            }
        }
        return new Interface(
                header.matches() ? header.group(1) : "",
                first(DESCRIPTION, block).orElse(""),
                first(INET, block),
                block.stream()
                        .map(MEMBER::matcher)
                        .filter(Matcher::matches)
                        .map(m -> m.group(1))
                        .toList(),
                List.copyOf(cache));
    }

    private static Optional<String> first(Pattern pattern, List<String> block) {
        return block.stream()
                .map(pattern::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1))
                .findFirst();
    }

    /** The host's end of a VM's interface. vmd(8) describes it by id and number, and cuts the name off if it is long. */
    Optional<Interface> tapOf(VmId vm, int number) {
        String prefix = "vm" + vm + "-if" + number + "-";
        return interfaces.stream()
                .filter(candidate -> candidate.description().startsWith(prefix))
                .findFirst();
    }

    /** The switch that an interface is attached to. */
    Optional<Interface> switchOf(String member) {
        return interfaces.stream()
                .filter(candidate -> candidate.members().contains(member))
                .findFirst();
    }

    /** The lladdrs that a switch has seen behind a member. */
    List<String> cachedBehind(String member) {
        return interfaces.stream()
                .flatMap(candidate -> candidate.cache().stream())
                .filter(entry -> entry.startsWith(member + " "))
                .map(entry -> entry.substring(member.length() + 1))
                .toList();
    }
}
