package io.vmm4j.testkit.internal.program;

import io.vmm4j.testkit.internal.kernel.Account;
import io.vmm4j.testkit.internal.kernel.SimProcess;
import java.io.IOException;
import java.util.Optional;

/**
 * An owner and a group by name or number; -1 where nothing was said.
 *
 * @param uid the owner
 * @param gid the group
 */
record Ownership(int uid, int gid) {

    /** What {@code owner[:group]} or, for chgrp(1), {@code group} means; empty after a complaint. */
    static Optional<Ownership> parse(SimProcess process, String text, boolean groupOnly) throws IOException {
        if (groupOnly) {
            return group(process, text).map(gid -> new Ownership(-1, gid));
        }
        int colon = text.indexOf(':');
        String owner = colon < 0 ? text : text.substring(0, colon);
        String group = colon < 0 ? "" : text.substring(colon + 1);
        Optional<Integer> uid = owner.isEmpty() ? Optional.of(-1) : user(process, owner);
        Optional<Integer> gid = uid.isEmpty() || group.isEmpty() ? Optional.of(-1) : group(process, group);
        return uid.isEmpty() || gid.isEmpty() ? Optional.empty() : Optional.of(new Ownership(uid.get(), gid.get()));
    }

    static Optional<Integer> user(SimProcess process, String name) throws IOException {
        Optional<Integer> known =
                process.machine().accounts().user(name).map(Account::uid).or(() -> number(name));
        if (known.isEmpty()) {
            process.warn("user is invalid: " + name);
        }
        return known;
    }

    static Optional<Integer> group(SimProcess process, String name) throws IOException {
        Optional<Integer> known =
                process.machine().accounts().group(name).map(Account.Group::gid).or(() -> number(name));
        if (known.isEmpty()) {
            process.warn("group is invalid: " + name);
        }
        return known;
    }

    private static Optional<Integer> number(String text) {
        return text.matches("[0-9]{1,9}") ? Optional.of(Integer.parseInt(text)) : Optional.empty();
    }
}
