package io.vmm4j.testkit.internal.rc;

import io.vmm4j.testkit.internal.fs.FileText;
import io.vmm4j.testkit.internal.fs.Files;
import io.vmm4j.testkit.internal.kernel.SystemError;
import io.vmm4j.testkit.internal.net.Inet4;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * unbound.conf(5), as far as a resolver for guests needs it: addresses, access, forwarding. Other options of the same clauses are
 * taken as they are; IPv6 is left out.
 *
 * @param interfaces where it listens
 * @param access whom it answers
 * @param forwarders whom it asks; empty for the root servers
 * @param errors what is wrong, {@code 3: unknown keyword}
 */
record UnboundConf(List<Integer> interfaces, List<Access> access, List<Integer> forwarders, List<String> errors) {

    /** The file that is read if no other is named. */
    static final String FILE = "/var/unbound/etc/unbound.conf";

    private static final Set<String> CLAUSES = Set.of(
            "server:",
            "forward-zone:",
            "stub-zone:",
            "auth-zone:",
            "view:",
            "remote-control:",
            "python:",
            "dynlib:",
            "dnscrypt:",
            "cachedb:",
            "rpz:");
    private static final Set<String> ACTIONS = Set.of(
            "deny",
            "refuse",
            "allow",
            "allow_setrd",
            "allow_snoop",
            "allow_cookie",
            "deny_non_local",
            "refuse_non_local");

    private static final String STANDARD = """
            # See unbound.conf(5).

            server:
            \tinterface: 127.0.0.1
            \taccess-control: 0.0.0.0/0 refuse
            \taccess-control: 127.0.0.0/8 allow
            """;

    /** Puts the file in place that every OpenBSD comes with, and its directories. */
    static void install(Files files) throws SystemError {
        for (String directory : List.of("/var/unbound", "/var/unbound/etc")) {
            if (!files.exists(directory)) {
                files.makeDirectory(directory, 0755);
            }
        }
        FileText.write(files, FILE, STANDARD, 0644);
    }

    /** Whether clients of a network are answered. */
    record Access(int network, int length, boolean allows) {

        boolean covers(int client) {
            return (client & Inet4.mask(length)) == network;
        }
    }

    static UnboundConf parse(String text) {
        UnboundConf conf = new UnboundConf(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        int number = 0;
        boolean inClause = false;
        for (String line : text.split("\n", -1)) {
            number++;
            List<String> words = List.of(
                    line.replaceFirst("#.*", "").strip().replace("\"", "").split("[ \t]+", -1));
            if (words.get(0).isEmpty()) {
                continue;
            }
            if (CLAUSES.contains(words.get(0))) {
                inClause = true;
            } else if (!inClause || !words.get(0).endsWith(":") || words.size() < 2) {
                conf.errors.add(number + ": error: syntax error");
            } else {
                conf.take(number, words);
            }
        }
        return conf;
    }

    private void take(int number, List<String> words) {
        String value = words.get(1);
        switch (words.get(0)) {
            case "interface:", "ip-address:" -> address(value, interfaces);
            case "forward-addr:" -> address(value, forwarders);
            case "access-control:" -> {
                if (words.size() < 3 || !ACTIONS.contains(words.get(2))) {
                    errors.add(number + ": error: expected deny, refuse, deny_non_local, refuse_non_local, allow, "
                            + "allow_setrd, allow_snoop or allow_cookie as access control action");
                } else {
                    access(value, words.get(2).startsWith("allow"));
                }
            }
            default -> {
                // Whatever else it is told changes no answer here.
            }
        }
    }

    private static void address(String text, List<Integer> into) {
        OptionalInt address = Inet4.parse(text.replaceFirst("@.*", ""));
        address.ifPresent(into::add);
    }

    private void access(String text, boolean allows) {
        String[] parts = text.split("/", -1);
        OptionalInt address = Inet4.parse(parts[0]);
        int length = parts.length > 1 && parts[1].matches("[0-9]{1,2}") ? Integer.parseInt(parts[1]) : 32;
        if (address.isPresent() && length <= 32) {
            access.add(new Access(address.getAsInt() & Inet4.mask(length), length, allows));
        }
    }
}
