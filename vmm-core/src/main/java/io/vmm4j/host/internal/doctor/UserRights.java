package io.vmm4j.host.internal.doctor;

import io.vmm4j.error.VmmException;
import io.vmm4j.exec.Answer;
import io.vmm4j.exec.Query;
import io.vmm4j.host.HostProbe;
import io.vmm4j.host.internal.rights.DoasRule;
import io.vmm4j.host.internal.rights.RootReads;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds out what the user may do as root: by what doas(1) says to {@code doas -C}, which runs nothing, if he may read its
 * configuration; and by what it refused of the questions.
 */
final class UserRights {

    private static final String WHAT = "what doas(1) permits the user";

    private static final String WHO = "who the user is";
    private static final String ROOT = "0";

    private final Replies replies;
    private final HostProbe probe;

    UserRights(Replies replies, HostProbe probe) {
        this.replies = replies;
        this.probe = probe;
    }

    Seen<Rights> rights() {
        Seen<Answer> user = replies.success(WHO, replies.questions().user());
        Seen<Answer> uid = replies.success(WHO, replies.questions().uid());
        if (user instanceof Seen.Unknown<Answer> unknown) {
            return new Seen.Unknown<>(unknown.question());
        }
        String name = first(user);
        if (first(uid).equals(ROOT)) {
            return Seen.known(new Rights(name, List.of(), "", true));
        }
        List<DoasRule> missing = new ArrayList<>();
        List<String> undecided = new ArrayList<>();
        replies.questions().verdicts().forEach((rule, query) -> {
            switch (said(query)) {
                case "permit nopass" -> {}
                case "permit", "deny" -> missing.add(rule);
                default -> undecided.add(reason(query));
            }
        });
        Optional<VmmException> refusal = addRefused(missing);
        if (missing.isEmpty() && reachesVmd() && !undecided.isEmpty()) {
            return Seen.unknown(WHAT, undecided.get(0));
        }
        return Seen.known(
                new Rights(name, missing, refusal.map(VmmException::getMessage).orElse(""), reachesVmd()));
    }

    private String said(Query<Answer> query) {
        return first(replies.read(WHAT, query));
    }

    private String reason(Query<Answer> query) {
        return replies.read(WHAT, query).map(Replies::failure).orElse("");
    }

    private boolean reachesVmd() {
        return replies.listing().answered() || !probe.running().holds();
    }

    /** Adds the rules for what was refused; the first refusal tells why. */
    private Optional<VmmException> addRefused(List<DoasRule> missing) {
        Optional<VmmException> first = Optional.empty();
        for (List<String> argv : RootReads.ALL) {
            Optional<VmmException> refusal = replies.refusal(argv);
            DoasRule rule = DoasRule.exactly(argv);
            if (refusal.isPresent() && missing.stream().noneMatch(other -> other.covers(rule))) {
                missing.add(rule);
            }
            first = first.or(() -> refusal);
        }
        return first;
    }

    private static String first(Seen<Answer> answer) {
        return answer.map(known -> known.result().stdout().strip()).orElse("");
    }
}
