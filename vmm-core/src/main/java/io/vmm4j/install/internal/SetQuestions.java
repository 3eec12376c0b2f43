package io.vmm4j.install.internal;

import io.vmm4j.install.AnswerFinding.Kind;
import io.vmm4j.install.InstallTarget;
import io.vmm4j.install.InstallTarget.Trait;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The installer's questions about where the sets are and which. */
final class SetQuestions {

    private static final Pattern SERVER =
            Pattern.compile("(https?://)?[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]{1,5})?/?");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");

    private final Dialogue dialogue;
    private final InstallTarget target;
    private boolean complete;

    SetQuestions(Dialogue dialogue, InstallTarget target) {
        this.dialogue = dialogue;
        this.target = target;
    }

    void ask() {
        String question = "Location of sets? (" + String.join(" ", locations()) + " or 'done')";
        String fallback = target.cdroms().isEmpty() || target.has(Trait.NETBOOTED)
                ? "http"
                : target.cdroms().get(0);
        while (true) {
            String answer = dialogue.ask(question, Optional.of(fallback));
            if (answer.equals("done")) {
                requireComplete();
                return;
            }
            askLocation(question, answer);
            fallback = "done";
        }
    }

    private List<String> locations() {
        return target.cdroms().isEmpty()
                ? List.of("disk", "http", "nfs")
                : List.of(target.cdroms().get(0), "disk", "http", "nfs");
    }

    private void requireComplete() {
        if (!complete && !dialogue.askYesNo("Are you *SURE* your install is complete without 'bsd'?", "no")) {
            throw new Dialogue.Ended();
        }
    }

    private void askLocation(String question, String answer) {
        switch (answer.toLowerCase(Locale.ROOT).charAt(0)) {
            case 'c' -> {
                if (target.cdroms().isEmpty()) {
                    dialogue.find(Kind.IGNORED, question, answer + " names a cdrom, and the guest has none");
                } else {
                    askCdrom();
                }
            }
            case 'h' -> askHttp();
            case 'd' -> askDisk();
            case 'n' -> dialogue.ask("Server IP address or hostname?", Optional.empty());
            default -> dialogue.abort(question, answer + " is not a valid choice");
        }
    }

    private void askCdrom() {
        dialogue.ask("Pathname to the sets? (or 'done')", Optional.of(release() + "/amd64"));
        askSets();
        askUnverified("Directory does not contain SHA256.sig.");
    }

    private void askDisk() {
        dialogue.askYesNo("Is the disk partition already mounted?", "no");
        dialogue.ask("Which disk contains the install media?", " (or 'done')", Optional.of("done"));
    }

    private void askHttp() {
        dialogue.ask("HTTP proxy URL? (e.g. 'http://proxy:8080', or 'none')", Optional.of("none"));
        boolean list = target.has(Trait.MIRROR_SERVICE);
        dialogue.askAgain(
                list ? "HTTP Server? (hostname, list#, 'done' or '?')" : "HTTP Server? (hostname or 'done')",
                Optional.empty(),
                text -> SERVER.matcher(text).matches() && !NUMBER.matcher(text).matches(),
                "is not a valid hostname");
        String fallback =
                "pub/OpenBSD/" + (target.release().flavour().isPresent() ? "snapshots" : release()) + "/amd64";
        String directory = dialogue.ask("Server directory?", Optional.of(fallback));
        boolean unsigned = target.unsignedDirectories().contains(directory);
        String site = askSets();
        if (unsigned) {
            askUnverified("Directory does not contain SHA256.sig.");
        } else if (!site.isEmpty()) {
            if (!dialogue.askYesNo("Checksum test for " + site + " failed. Continue anyway?", "no")) {
                throw new Dialogue.Ended();
            }
            askUnverified("Unverified sets: " + site + ".");
        }
    }

    private String release() {
        return target.release().major() + "." + target.release().minor();
    }

    private void askUnverified(String reason) {
        if (!dialogue.askYesNo(reason + " Continue without verification?", "no")) {
            throw new Dialogue.Ended();
        }
    }

    /** The site set that was selected, if one was. */
    private String askSets() {
        String question = "Set name(s)? (or 'abort' or 'done')";
        String site = "";
        while (true) {
            String answer = dialogue.ask(question, Optional.of("done"));
            for (String word : answer.split("[ \t]+", -1)) {
                if (word.equals("abort")) {
                    return site;
                }
                if (word.equals("done")) {
                    complete = true;
                    return site;
                }
                if (word.startsWith("site") || word.startsWith("+site")) {
                    site = word.replaceFirst("^\\+", "");
                }
            }
        }
    }
}
