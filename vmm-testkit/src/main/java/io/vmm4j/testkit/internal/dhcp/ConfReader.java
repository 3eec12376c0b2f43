package io.vmm4j.testkit.internal.dhcp;

import io.vmm4j.testkit.internal.dhcp.DhcpdConf.Host;
import io.vmm4j.testkit.internal.dhcp.DhcpdConf.Range;
import io.vmm4j.testkit.internal.dhcp.DhcpdConf.Subnet;
import io.vmm4j.testkit.internal.net.Inet4;
import io.vmm4j.testkit.internal.net.Lladdr;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads dhcpd.conf(5). Parameters come before declarations in every block; a range counts as neither. */
final class ConfReader {

    private final Words words;
    private final ValueReader values;
    private final List<Subnet> subnets = new ArrayList<>();
    private final List<Host> hosts = new ArrayList<>();

    ConfReader(Words words) {
        this.words = words;
        this.values = new ValueReader(words);
    }

    /** Where a statement stands. */
    private enum Place {
        FILE,
        GROUP,
        SHARED_NETWORK,
        SUBNET,
        HOST,
        CLASS
    }

    /** What a statement was. */
    private enum Sort {
        PARAMETER,
        DECLARATION,
        NEITHER
    }

    /**
     * The block that is being read.
     *
     * @param shared the name of the shared network around it, empty for none
     */
    private record Block(Place place, Scope scope, String shared, SubnetDraft subnet, HostDraft host) {

        static Block file() {
            return new Block(Place.FILE, new Scope(), "", new SubnetDraft(), new HostDraft());
        }

        Block inner(Place inside) {
            return new Block(inside, scope.inner(), shared, subnet, host);
        }

        Block sharedBy(String name) {
            return new Block(place, scope, name, subnet, host);
        }

        Block ofSubnet(SubnetDraft draft) {
            return new Block(place, scope, shared, draft, host);
        }

        Block ofHost(HostDraft draft) {
            return new Block(place, scope, shared, subnet, draft);
        }
    }

    /** A network while it is read. */
    private static final class SubnetDraft {
        private int network;
        private int mask;
        private final List<Range> ranges = new ArrayList<>();
    }

    /** A client while it is read. */
    private static final class HostDraft {
        private Optional<Lladdr> lladdr = Optional.empty();
        private List<Integer> fixed = List.of();
    }

    /**
     * Reads to the end of the file.
     *
     * @throws ConfFailure on what ends dhcpd(8) at once
     */
    DhcpdConf read() throws ConfFailure {
        Block file = Block.file();
        boolean declared = false;
        while (words.peek().kind() != Word.Kind.END) {
            declared = statement(file, declared);
        }
        return new DhcpdConf(List.copyOf(subnets), List.copyOf(hosts));
    }

    private void body(Block block) throws ConfFailure {
        if (!words.beginBlock()) {
            return;
        }
        boolean declared = false;
        while (!words.peek().is('}')) {
            if (words.peek().kind() == Word.Kind.END) {
                words.next();
                words.complain("unexpected end of file");
                return;
            }
            declared = statement(block, declared);
        }
        words.next();
    }

    /** Whether the block has had a declaration. */
    private boolean statement(Block block, boolean declared) throws ConfFailure {
        String keyword = words.next().text().toLowerCase(Locale.ROOT);
        Sort sort = switch (keyword) {
            case "host" -> host(block);
            case "group" -> group(block);
            case "shared-network" -> sharedNetwork(block);
            case "subnet" -> subnet(block);
            case "vendor-class", "user-class" -> clientClass(block);
            case "range" -> range(block);
            default -> parameter(keyword, block, declared);
        };
        if (sort == Sort.PARAMETER && declared) {
            words.complain("parameters not allowed after first declaration.");
        }
        return declared || sort == Sort.DECLARATION;
    }

    private Sort refuse(String message) {
        words.complain(message);
        words.skipStatement();
        return Sort.DECLARATION;
    }

    private Sort host(Block block) throws ConfFailure {
        if (block.place() == Place.HOST) {
            return refuse("host declarations not allowed here.");
        }
        if (values.name().isEmpty()) {
            return Sort.DECLARATION;
        }
        HostDraft draft = new HostDraft();
        Block inside = block.inner(Place.HOST).ofHost(draft);
        body(inside);
        hosts.add(new Host(draft.lladdr, draft.fixed, inside.scope()));
        return Sort.DECLARATION;
    }

    private Sort group(Block block) throws ConfFailure {
        if (block.place() == Place.HOST) {
            return refuse("host declarations not allowed here.");
        }
        body(block.inner(Place.GROUP));
        return Sort.DECLARATION;
    }

    private Sort sharedNetwork(Block block) throws ConfFailure {
        if (block.place() == Place.HOST
                || block.place() == Place.SUBNET
                || !block.shared().isEmpty()) {
            words.complain("shared-network parameters not allowed here.");
            words.skipStatement();
            return Sort.PARAMETER;
        }
        Optional<String> name = words.peek().kind() == Word.Kind.STRING
                ? Optional.of(words.next().text())
                : values.name();
        if (name.isEmpty()) {
            return Sort.DECLARATION;
        }
        int before = subnets.size();
        body(block.inner(Place.SHARED_NETWORK).sharedBy("shared " + name.get()));
        if (subnets.size() == before) {
            words.complain("empty shared-network decl");
        }
        return Sort.DECLARATION;
    }

    private Sort subnet(Block block) throws ConfFailure {
        if (block.place() == Place.HOST || block.place() == Place.SUBNET) {
            return refuse("subnet declarations not allowed here.");
        }
        Optional<Integer> network = values.numbers();
        if (network.isEmpty()) {
            return Sort.DECLARATION;
        }
        if (!words.next().text().equalsIgnoreCase("netmask")) {
            return refuse("Expecting netmask");
        }
        Optional<Integer> mask = values.numbers();
        if (mask.isEmpty()) {
            return Sort.DECLARATION;
        }
        SubnetDraft draft = new SubnetDraft();
        draft.network = network.get();
        draft.mask = mask.get();
        Block inside = block.inner(Place.SUBNET).ofSubnet(draft);
        body(inside);
        String shared = block.shared().isEmpty() ? Inet4.format(draft.network) : block.shared();
        subnets.add(new Subnet(draft.network, draft.mask, List.copyOf(draft.ranges), shared, inside.scope()));
        return Sort.DECLARATION;
    }

    private Sort clientClass(Block block) throws ConfFailure {
        if (words.next().kind() != Word.Kind.STRING) {
            return refuse("Expecting class name");
        }
        body(block.inner(Place.CLASS));
        return Sort.DECLARATION;
    }

    private Sort range(Block block) throws ConfFailure {
        if (block.place() != Place.SUBNET) {
            words.complain("range declaration not allowed here.");
            words.skipStatement();
            return Sort.NEITHER;
        }
        if (words.peek().text().equalsIgnoreCase("dynamic-bootp")) {
            words.next();
        }
        Optional<Integer> first = values.numbers();
        if (first.isEmpty()) {
            return Sort.NEITHER;
        }
        Optional<Integer> last = words.peek().is(';') ? first : values.numbers();
        if (last.isPresent() && words.endStatement()) {
            block.subnet().ranges.add(within(block.subnet(), first.get(), last.get()));
        }
        return Sort.NEITHER;
    }

    private static Range within(SubnetDraft subnet, int one, int other) throws ConfFailure {
        String range = "Address range " + Inet4.format(one) + " to " + Inet4.format(other);
        if ((one & subnet.mask) != (other & subnet.mask)) {
            throw new ConfFailure(range + ", netmask " + Inet4.format(subnet.mask) + " spans multiple subnets!");
        }
        if ((one & subnet.mask) != subnet.network) {
            throw new ConfFailure(
                    range + " not on net " + Inet4.format(subnet.network) + "/" + Inet4.format(subnet.mask) + "!");
        }
        boolean upward = Integer.compareUnsigned(one, other) <= 0;
        return upward ? new Range(one, other) : new Range(other, one);
    }

    private Sort parameter(String keyword, Block block, boolean declared) {
        Scope scope = block.scope();
        boolean inHost = block.place() == Place.HOST;
        switch (keyword) {
            case "default-lease-time" ->
                values.seconds().map(Duration::ofSeconds).ifPresent(scope::setLease);
            case "max-lease-time" -> values.seconds().map(Duration::ofSeconds).ifPresent(scope::setLongestLease);
            case "dynamic-bootp-lease-length" -> values.seconds();
            case "dynamic-bootp-lease-cutoff" -> words.skipStatement();
            case "boot-unknown-clients" -> {
                if (inHost) {
                    words.complain("boot-unknown-clients not allowed here.");
                }
                values.flag().ifPresent(scope::setServesUnknown);
            }
            case "get-lease-hostnames", "use-host-decl-names" -> {
                if (inHost) {
                    words.complain(keyword + " not allowed here.");
                }
                values.flag();
            }
            case "always-reply-rfc1048", "use-lease-addr-for-default-route", "echo-client-id" -> values.flag();
            case "not" -> not();
            case "authoritative" -> words.endStatement();
            case "next-server", "server-identifier" -> {
                if (values.address().isPresent()) {
                    words.endStatement();
                }
            }
            case "option" -> values.option().ifPresent(option -> scope.setAddresses(option.name(), option.addresses()));
            case "filename", "server-name" -> values.string();
            case "hardware" -> {
                Optional<Lladdr> lladdr = values.hardware();
                if (inHost) {
                    block.host().lladdr = lladdr;
                } else {
                    words.complain("hardware address parameter not allowed here.");
                }
            }
            case "fixed-address" -> {
                List<Integer> fixed = values.addresses();
                if (inHost) {
                    block.host().fixed = fixed;
                } else {
                    words.complain("fixed-address parameter not allowed here.");
                }
            }
            case "allow" -> permission(scope, true);
            case "deny" -> permission(scope, false);
            default -> {
                words.reject(declared ? "expecting a declaration." : "expecting a parameter or declaration.");
                return Sort.NEITHER;
            }
        }
        return Sort.PARAMETER;
    }

    private void not() {
        if (words.next().text().equalsIgnoreCase("authoritative")) {
            words.endStatement();
        } else {
            words.reject("expecting assertion");
        }
    }

    private void permission(Scope scope, boolean allowed) {
        switch (words.next().text().toLowerCase(Locale.ROOT)) {
            case "unknown-clients" -> {
                scope.setServesUnknown(allowed);
                words.endStatement();
            }
            case "bootp", "booting", "dynamic-bootp" -> words.endStatement();
            default -> words.reject("expecting allow/deny key");
        }
    }
}
