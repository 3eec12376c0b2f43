package io.vmm4j.testkit.internal.pf.rule;

import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/** The names of ICMP messages in pf.conf(5), as far as they are in use; others must be written as numbers. */
public final class IcmpNames {

    private static final Map<Integer, String> TYPES = Map.ofEntries(
            Map.entry(0, "echorep"),
            Map.entry(3, "unreach"),
            Map.entry(4, "squench"),
            Map.entry(5, "redir"),
            Map.entry(6, "althost"),
            Map.entry(8, "echoreq"),
            Map.entry(9, "routeradv"),
            Map.entry(10, "routersol"),
            Map.entry(11, "timex"),
            Map.entry(12, "paramprob"),
            Map.entry(13, "timereq"),
            Map.entry(14, "timerep"),
            Map.entry(15, "inforeq"),
            Map.entry(16, "inforep"),
            Map.entry(17, "maskreq"),
            Map.entry(18, "maskrep"));
    private static final Map<Integer, String> TYPES6 = Map.ofEntries(
            Map.entry(1, "unreach"),
            Map.entry(2, "toobig"),
            Map.entry(3, "timex"),
            Map.entry(4, "paramprob"),
            Map.entry(128, "echoreq"),
            Map.entry(129, "echorep"),
            Map.entry(133, "routersol"),
            Map.entry(134, "routeradv"),
            Map.entry(135, "neighbrsol"),
            Map.entry(136, "neighbradv"),
            Map.entry(137, "redir"));
    private static final Map<Integer, String> UNREACH = Map.of(
            0,
            "net-unr",
            1,
            "host-unr",
            2,
            "proto-unr",
            3,
            "port-unr",
            4,
            "needfrag",
            9,
            "net-prohib",
            10,
            "host-prohib",
            13,
            "filter-prohib");
    private static final Map<Integer, String> UNREACH6 =
            Map.of(0, "noroute-unr", 1, "admin-unr", 3, "addr-unr", 4, "port-unr");

    private IcmpNames() {}

    /** The number of a type. */
    public static OptionalInt type(String name, Family family) {
        return number(types(family), name);
    }

    /** How a type is printed. */
    public static String typeName(int type, Family family) {
        return types(family).getOrDefault(type, Integer.toString(type));
    }

    /** The number of a code of a type. */
    public static OptionalInt code(int type, String name, Family family) {
        return number(codes(type, family), name);
    }

    /** How a code is printed. */
    public static String codeName(int type, int code, Family family) {
        return codes(type, family).getOrDefault(code, Integer.toString(code));
    }

    private static Map<Integer, String> types(Family family) {
        return family == Family.INET6 ? TYPES6 : TYPES;
    }

    private static Map<Integer, String> codes(int type, Family family) {
        if (family == Family.INET6) {
            return type == 1 ? UNREACH6 : Map.of();
        }
        return type == 3 ? UNREACH : Map.of();
    }

    private static OptionalInt number(Map<Integer, String> names, String name) {
        for (Map.Entry<Integer, String> each : new TreeMap<>(names).entrySet()) {
            if (each.getValue().equals(name)) {
                return OptionalInt.of(each.getKey());
            }
        }
        return OptionalInt.empty();
    }
}
