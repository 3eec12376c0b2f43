package io.vmm4j.examples.cli;

import io.vmm4j.vmconf.Owner;

/** Owners as vm.conf(5) writes them: {@code user}, {@code user:group}, {@code :group}, or a number. */
final class OwnerText {

    private OwnerText() {}

    static Owner parse(KeyValue word) {
        String text = word.value();
        if (text.matches("\\d{1,10}")) {
            return Owner.uid(Long.parseLong(text));
        }
        int colon = text.indexOf(':');
        String user = colon < 0 ? text : text.substring(0, colon);
        String group = colon < 0 ? "" : text.substring(colon + 1);
        if ((user.isEmpty() && group.isEmpty()) || group.contains(":")) {
            throw word.wrong("user, user:group, :group or a uid");
        }
        if (group.isEmpty()) {
            return Owner.user(user);
        }
        return user.isEmpty() ? Owner.group(group) : Owner.userAndGroup(user, group);
    }
}
