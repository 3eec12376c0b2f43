package io.vmm4j.host.internal.doctor;

import io.vmm4j.Subnet;
import io.vmm4j.internal.PrintedSubnet;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A network interface of the host, as ifconfig(8) shows it.
 *
 * @param name {@code em0}
 * @param description its description, empty if it has none
 * @param networks the networks of its IPv4 addresses
 */
record HostInterface(String name, String description, List<Subnet> networks) {

    private static final Pattern HEADER = Pattern.compile("^(\\S+): flags=.*");
    private static final Pattern DESCRIPTION = Pattern.compile("^\\s+description: (.*)$");
    private static final Pattern INET =
            Pattern.compile("^\\s+inet (\\d+\\.\\d+\\.\\d+\\.\\d+)(?: -+> \\S+)? netmask 0x([0-9a-f]{1,8}).*");
    private static final Pattern OF_VMD = Pattern.compile("vm\\d+-if\\d+-.*");

    HostInterface {
        networks = List.copyOf(networks);
    }

    /** Reads what {@code ifconfig} prints. */
    static List<HostInterface> parse(String text) {
        List<HostInterface> interfaces = new ArrayList<>();
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
        return List.copyOf(interfaces);
    }

    private static HostInterface read(List<String> block) {
        Matcher header = HEADER.matcher(block.get(0));
        String description = "";
        List<Subnet> networks = new ArrayList<>();
        for (String line : block) {
            Matcher described = DESCRIPTION.matcher(line);
            Matcher inet = INET.matcher(line);
            if (described.matches()) {
                description = described.group(1);
            } else if (inet.matches()) {
                int bits = Long.bitCount(Long.parseLong(inet.group(2), 16));
                PrintedSubnet.parse(inet.group(1) + "/" + bits, bits).ifPresent(networks::add);
            }
        }
        return new HostInterface(header.matches() ? header.group(1) : "", description, networks);
    }

    /** Whether vmd(8) made it for a VM. */
    boolean isOfVmd() {
        return OF_VMD.matcher(description).matches();
    }

    /** Whether vmd(8) gave it an address, and so the guest behind it another one. */
    boolean isLocalInterface() {
        return isOfVmd() && !networks.isEmpty();
    }
}
