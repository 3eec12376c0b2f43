package io.vmm4j.install.internal;

import io.vmm4j.install.AnswerFinding.Kind;
import io.vmm4j.install.InstallTarget;
import io.vmm4j.install.InstallTarget.Trait;
import io.vmm4j.install.InstallerDialogue;
import io.vmm4j.install.ResponseFile;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The questions of OpenBSD's installer, in their order. install.sub of 7.6 to 7.9. */
public final class QuestionRun {

    /** Asked only when something is wrong, or by chance. */
    private static final List<String> POSSIBLE = List.of(
            "Time appears wrong.  Set to 'DATE'?",
            "Installation of SET failed. Continue anyway?",
            "Cannot fetch SHA256.sig. Continue without verification?",
            "Use (W)hole disk MBR, whole disk (G)PT, (O)penBSD area or (E)dit?");

    private final Dialogue dialogue;
    private final InstallTarget target;
    private boolean zoneAsked;

    private QuestionRun(ResponseFile file, InstallTarget target) {
        dialogue = new Dialogue(file);
        this.target = target;
    }

    /** What the installer does with the file in this guest. */
    public static InstallerDialogue of(ResponseFile file, InstallTarget target) {
        QuestionRun run = new QuestionRun(file, target);
        boolean ended = false;
        try {
            run.all();
        } catch (Dialogue.Ended end) {
            ended = true;
        }
        // After an early end most lines are left over, which says nothing about them.
        if (!ended) {
            run.dialogue.noteUnused(POSSIBLE);
        }
        return new InstallerDialogue(run.dialogue.replies(), run.dialogue.findings());
    }

    private void all() {
        dialogue.ask("Terminal type?", Optional.of("vt220"));
        String hostname = dialogue.askOrEnd(
                "System hostname? (short form, e.g. 'foo')",
                "",
                target.dhcpHostname(),
                name -> name.chars().noneMatch(c -> c == ' ' || Character.isISOControl(c)),
                "is no host name");
        new NetworkQuestions(dialogue, target, hostname).ask();
        new AccountQuestions(dialogue, target).ask();
        if (target.has(Trait.MIRROR_SERVICE)) {
            askZone(true);
        }
        new DiskQuestions(dialogue, target).ask();
        new SetQuestions(dialogue, target).ask();
        if (!zoneAsked) {
            askZone(false);
        }
    }

    private void askZone(boolean early) {
        String question = "What timezone are you in? ('?' for list)";
        zoneAsked = true;
        while (true) {
            // What the service offers depends on where it is asked from, so no default can be counted on.
            String zone =
                    early ? dialogue.ask(question, Optional.of("ZONE")) : dialogue.ask(question, Optional.empty());
            Set<String> zones = ZoneId.getAvailableZoneIds();
            if (zones.contains(zone) || zone.equals("ZONE")) {
                return;
            }
            if (zones.stream().anyMatch(known -> known.startsWith(zone + "/"))) {
                String sub = dialogue.ask(
                        "What sub-timezone of '" + zone + "' are you in? ('?' for list)", Optional.empty());
                if (zones.contains(zone + "/" + sub)) {
                    return;
                }
            }
            dialogue.find(
                    early ? Kind.IGNORED : Kind.ABORTS,
                    question,
                    zone + " is not a valid timezone, so it is asked again");
        }
    }
}
