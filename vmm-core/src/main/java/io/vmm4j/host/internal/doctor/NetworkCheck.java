package io.vmm4j.host.internal.doctor;

import static io.vmm4j.host.SymptomCode.FORWARDING_OFF;
import static io.vmm4j.host.SymptomCode.LOCAL_PREFIX_CLASH;
import static io.vmm4j.host.SymptomCode.NAT_MISSING;
import static io.vmm4j.host.SymptomCode.PF_DISABLED;

import io.vmm4j.Ipv4Address;
import io.vmm4j.Subnet;
import io.vmm4j.host.Symptom;
import io.vmm4j.internal.HostInterface;
import io.vmm4j.internal.PrintedSubnet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether guests on local interfaces reach anything beyond the host. Those on switches are on networks of their own. */
final class NetworkCheck {

    private static final Pattern SOURCE = Pattern.compile("\\bfrom (! )?(\\S+) to\\b");
    private static final Ipv4Address FIRST_PRIVATE = Ipv4Address.of("10.0.0.0");
    private static final Subnet LAST_CHOICE = Subnet.of("172.16.0.0/16");

    private NetworkCheck() {}

    /** Whether the host forwards. */
    static List<Symptom> forwarding(Observed host) {
        return LocalNetworks.areUsed(host) && !host.forwarding().orElse(true)
                ? Check.symptom(
                        FORWARDING_OFF,
                        "net.inet.ip.forwarding=0, and VMs have local interfaces",
                        "sysctl net.inet.ip.forwarding=1",
                        "echo net.inet.ip.forwarding=1 >>/etc/sysctl.conf")
                : List.of();
    }

    /** Whether pf(4) translates their addresses. */
    static List<Symptom> translation(Observed host) {
        Optional<Subnet> prefix = LocalNetworks.prefix(host);
        if (!LocalNetworks.areUsed(host) || prefix.isEmpty()) {
            return List.of();
        }
        if (!host.filtering().orElse(true)) {
            return Check.symptom(
                    PF_DISABLED, "pfctl -si: Status: Disabled", "pfctl -e -f /etc/pf.conf", "rcctl enable pf");
        }
        if (host.filtering().value().isEmpty() || host.rules().value().isEmpty()) {
            return List.of();
        }
        List<String> translating = host.rules().value().get().stream()
                .filter(rule -> rule.contains(" nat-to ") && !rule.strip().startsWith("block"))
                .toList();
        List<Subnet> present = LocalNetworks.present(host);
        boolean translated = present.isEmpty()
                ? translating.stream().anyMatch(rule -> translates(rule, prefix.get()))
                : present.stream().allMatch(each -> translating.stream().anyMatch(rule -> translates(rule, each)));
        return translated
                ? List.of()
                : Check.symptom(
                        NAT_MISSING,
                        translating.isEmpty()
                                ? "no rule with nat-to"
                                : "rules with nat-to, for other addresses: " + String.join("; ", translating),
                        "pass out on egress inet from " + prefix.get() + " to any nat-to (egress)");
    }

    /** A source that is no network, such as a table or an interface, is taken to be right. */
    private static boolean translates(String rule, Subnet guests) {
        Matcher source = SOURCE.matcher(rule);
        if (!source.find() || source.group(1) != null) {
            return true;
        }
        return PrintedSubnet.parse(source.group(2), 32)
                .map(network -> network.overlaps(guests))
                .orElse(true);
    }

    /** Whether their prefix is somebody else's. */
    static List<Symptom> prefix(Observed host) {
        Optional<Subnet> prefix = LocalNetworks.prefix(host);
        List<Symptom> symptoms = new ArrayList<>();
        for (HostInterface each : host.interfaces().orElse(List.of())) {
            for (Subnet network : each.vm().isPresent() ? List.<Subnet>of() : each.networks()) {
                if (prefix.isPresent() && prefix.get().overlaps(network)) {
                    symptoms.addAll(Check.symptom(
                            LOCAL_PREFIX_CLASH,
                            "the local prefix is " + prefix.get() + ", and " + each.name() + " is on " + network,
                            "local prefix " + other(host)));
                }
            }
        }
        return symptoms;
    }

    /** A private prefix that no interface is on. */
    private static Subnet other(Observed host) {
        for (int second = 99; second > 0; second--) {
            Subnet candidate = new Subnet(FIRST_PRIVATE.plus((long) second << 16), 16);
            boolean free = host.interfaces().orElse(List.of()).stream()
                    .flatMap(each -> each.networks().stream())
                    .noneMatch(candidate::overlaps);
            if (free) {
                return candidate;
            }
        }
        return LAST_CHOICE;
    }
}
