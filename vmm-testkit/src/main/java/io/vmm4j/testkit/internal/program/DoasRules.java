package io.vmm4j.testkit.internal.program;

import io.vmm4j.testkit.internal.kernel.Account;
import io.vmm4j.testkit.internal.kernel.Accounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rules of a doas.conf(5); the last one that matches decides.
 *
 * @param rules the rules in order
 */
record DoasRules(List<Rule> rules) {

    /**
     * One rule.
     *
     * @param permits whether it permits
     * @param noPassword {@code nopass}
     * @param keepsEnvironment {@code keepenv}
     * @param environment {@code setenv}: {@code NAME}, {@code -NAME} or {@code NAME=VALUE}
     * @param identity whose: a user, or {@code :group}
     * @param target {@code as}
     * @param command {@code cmd}
     * @param arguments {@code args}
     */
    record Rule(
            boolean permits,
            boolean noPassword,
            boolean keepsEnvironment,
            List<String> environment,
            String identity,
            Optional<String> target,
            Optional<String> command,
            Optional<List<String>> arguments) {

        boolean matches(Accounts accounts, Account user, Account as, List<String> argv) {
            if (identity.startsWith(":")) {
                String group = identity.substring(1);
                boolean member = user.memberOf().stream()
                        .anyMatch(known -> known.name().equals(group)
                                || Integer.toString(known.gid()).equals(group));
                if (!member) {
                    return false;
                }
            } else if (!names(accounts, identity, user)) {
                return false;
            }
            if (target.isPresent() && !names(accounts, target.get(), as)) {
                return false;
            }
            if (command.isPresent() && !command.get().equals(argv.get(0))) {
                return false;
            }
            return arguments.isEmpty() || arguments.get().equals(argv.subList(1, argv.size()));
        }

        private static boolean names(Accounts accounts, String name, Account account) {
            return accounts.user(name)
                            .map(Account::uid)
                            .filter(uid -> uid == account.uid())
                            .isPresent()
                    || name.equals(Integer.toString(account.uid()));
        }
    }

    /** The rule that decides; empty if none matches, which denies. */
    Optional<Rule> decide(Accounts accounts, Account user, Account as, List<String> argv) {
        return rules.stream()
                .filter(rule -> rule.matches(accounts, user, as, argv))
                .reduce((first, second) -> second);
    }

    /** The text is no doas.conf; the complaints are in its messages' own words. */
    static final class Malformed extends Exception {

        private static final long serialVersionUID = 1L;
        private final transient List<String> complaints;

        Malformed(List<String> complaints) {
            super(String.join(", ", complaints), null, false, false);
            this.complaints = List.copyOf(complaints);
        }

        List<String> complaints() {
            return complaints;
        }
    }

    static DoasRules parse(String text) throws Malformed {
        List<Rule> rules = new ArrayList<>();
        List<String> complaints = new ArrayList<>();
        DoasLines lines = new DoasLines(text);
        while (lines.hasMore()) {
            lines.nextLine().ifPresent(line -> line.parse(rules, complaints));
        }
        if (!complaints.isEmpty()) {
            throw new Malformed(complaints);
        }
        return new DoasRules(rules);
    }
}
