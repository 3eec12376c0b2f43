package io.vmm4j.testkit.internal.net;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An IPv6 address.
 *
 * @param high its first 64 bits
 * @param low its last 64 bits
 */
public record Inet6(long high, long low) {

    private static final int GROUPS = 8;

    /** The usual text forms, without a zone and without dotted octets. */
    public static Optional<Inet6> parse(String text) {
        int gap = text.indexOf("::");
        Optional<List<Integer>> head = groups(gap < 0 ? text : text.substring(0, gap));
        Optional<List<Integer>> tail = gap < 0 ? Optional.of(List.of()) : groups(text.substring(gap + 2));
        if (head.isEmpty() || tail.isEmpty()) {
            return Optional.empty();
        }
        int given = head.get().size() + tail.get().size();
        if (gap < 0 ? given != GROUPS : given >= GROUPS) {
            return Optional.empty();
        }
        List<Integer> all = new ArrayList<>(head.get());
        while (all.size() < GROUPS - tail.get().size()) {
            all.add(0);
        }
        all.addAll(tail.get());
        return Optional.of(new Inet6(bits(all.subList(0, 4)), bits(all.subList(4, GROUPS))));
    }

    private static Optional<List<Integer>> groups(String text) {
        List<Integer> groups = new ArrayList<>();
        if (!text.isEmpty()) {
            for (String group : text.split(":", -1)) {
                if (!group.matches("[0-9a-fA-F]{1,4}")) {
                    return Optional.empty();
                }
                groups.add(Integer.parseInt(group, 16));
            }
        }
        return Optional.of(groups);
    }

    private static long bits(List<Integer> groups) {
        long bits = 0;
        for (int group : groups) {
            bits = (bits << 16) | group;
        }
        return bits;
    }

    /** The form of inet_ntop(3): the longest run of two or more zero groups left out. */
    @Override
    public String toString() {
        int[] groups = new int[GROUPS];
        for (int i = 0; i < GROUPS; i++) {
            groups[i] = (int) ((i < 4 ? high : low) >>> (48 - 16 * (i % 4))) & 0xffff;
        }
        int from = 0;
        int length = 1;
        for (int i = 0; i < GROUPS; i++) {
            int end = i;
            while (end < GROUPS && groups[end] == 0) {
                end++;
            }
            if (end - i > length) {
                from = i;
                length = end - i;
            }
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < GROUPS; i++) {
            if (length > 1 && i >= from && i < from + length) {
                if (i == from) {
                    text.append("::");
                }
                continue;
            }
            if (text.length() > 0 && text.charAt(text.length() - 1) != ':') {
                text.append(':');
            }
            text.append(Integer.toHexString(groups[i]));
        }
        return text.toString();
    }
}
