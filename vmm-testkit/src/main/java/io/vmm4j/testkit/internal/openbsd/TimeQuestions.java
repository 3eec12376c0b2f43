package io.vmm4j.testkit.internal.openbsd;

import java.time.ZoneId;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The installer's question about the time zone, and when it is asked. */
final class TimeQuestions {

    private static final Set<String> ZONES = ZoneId.getAvailableZoneIds();

    private final Installation state;
    private final Dialogue dialogue;

    TimeQuestions(Installation state) {
        this.state = state;
        this.dialogue = state.dialogue;
    }

    /** Asked before the disks only if the project's servers have said where this may be. */
    void askEarly() {
        Optional<String> guess = state.mirrors.flatMap(MirrorList::timezone).filter(ZONES::contains);
        guess.ifPresent(this::ask);
    }

    /** Asked after the sets if it was not before. */
    void askLate() {
        if (state.timezone.isEmpty()) {
            dialogue.say("");
            ask("");
        }
    }

    private void ask(String guess) {
        String standard = guess;
        while (true) {
            String answer = dialogue.require("What timezone are you in? ('?' for list)", standard);
            if (answer.equals("?")) {
                list("");
            } else if (ZONES.contains(answer)) {
                state.timezone = answer;
                return;
            } else if (isArea(answer)) {
                state.timezone = answer + "/" + part(answer);
                return;
            } else {
                dialogue.say("'" + answer + "' is not a valid timezone on this system.");
                standard = "";
            }
        }
    }

    private static boolean isArea(String name) {
        return ZONES.stream().anyMatch(zone -> zone.startsWith(name + "/"));
    }

    private String part(String area) {
        while (true) {
            String answer = dialogue.require("What sub-timezone of '" + area + "' are you in? ('?' for list)", "");
            if (answer.equals("?")) {
                list(area + "/");
            } else if (ZONES.contains(area + "/" + answer)) {
                return answer;
            } else {
                dialogue.say("'" + area + "/" + answer + "' is not a valid timezone on this system.");
            }
        }
    }

    private void list(String prefix) {
        String names = ZONES.stream()
                .filter(zone -> zone.startsWith(prefix))
                .map(zone -> zone.substring(prefix.length()).replaceFirst("/.*", "/"))
                .distinct()
                .sorted(Comparator.naturalOrder())
                .collect(Collectors.joining(" "));
        dialogue.say(names);
    }
}
