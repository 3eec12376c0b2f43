package io.vmm4j.install.internal;

import io.vmm4j.install.AnswerFinding.Kind;
import io.vmm4j.install.InstallTarget;
import io.vmm4j.install.InstallTarget.Trait;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The installer's questions about root, sshd(8), the console and the user. */
final class AccountQuestions {

    private static final Optional<String> NONE = Optional.of("none");
    private static final Optional<String> NO = Optional.of("no");
    private static final Pattern HASH = Pattern.compile("\\$2.?\\$[0-9][0-9]\\$.*");
    private static final int MIN_HASH = 41;
    private static final String LOCKED = "*".repeat(13);
    private static final Set<String> SPEEDS = Set.of("9600", "19200", "38400", "57600", "115200", "done");
    private static final Set<String> ROOT_SSH =
            Set.of("yes", "y", "no", "n", "prohibit-password", "without-password", "p", "w");
    private static final int MAX_FULL_NAME = 100;

    private final Dialogue dialogue;
    private final InstallTarget target;

    AccountQuestions(Dialogue dialogue, InstallTarget target) {
        this.dialogue = dialogue;
        this.target = target;
    }

    void ask() {
        askPassword("Password for root account?");
        dialogue.ask("Public ssh key for root account?", NONE);
        boolean sshd = dialogue.askYesNo("Start sshd(8) by default?", "yes");
        if (target.has(Trait.DISPLAY)) {
            dialogue.askYesNo("Do you want the X Window System to be started by xenodm(1)?", "no");
        }
        if (dialogue.askYesNo("Change the default console to com0?", "yes")) {
            dialogue.askOrEnd(
                    "Which speed should com0 use?",
                    " (or 'done')",
                    Optional.of("115200"),
                    SPEEDS::contains,
                    "is no speed of the console");
        }
        askUser();
        if (sshd) {
            dialogue.askOrEnd(
                    "Allow root ssh login? (yes, no, prohibit-password)",
                    "",
                    NO,
                    text -> ROOT_SSH.contains(text.toLowerCase(Locale.ROOT)),
                    "is none of yes, no and prohibit-password");
        }
    }

    private void askPassword(String question) {
        String answer = dialogue.ask(question, Optional.empty());
        boolean hash = HASH.matcher(answer).matches() && answer.length() >= MIN_HASH;
        if (!hash && !answer.equals(LOCKED)) {
            dialogue.find(
                    Kind.CLEAR_PASSWORD, question, "the answer is no bcrypt hash, so it would be the password itself");
        }
    }

    private void askUser() {
        String question = "Setup a user? (enter a lower-case loginname, or 'no')";
        String rule = "is not a usable loginname";
        String name = dialogue.askAgain(
                question, NO, text -> isNo(text) || isYes(text) || LoginRules.takenByOpenBsd(text), rule);
        if (isYes(name)) {
            name = dialogue.askAgain(
                    "No really, what is the lower-case loginname, or 'no'?",
                    NO,
                    text -> isNo(text) || LoginRules.takenByOpenBsd(text),
                    rule);
        }
        if (isNo(name)) {
            return;
        }
        dialogue.askAgain(
                "Full name for user " + name + "?",
                Optional.of(name),
                text -> text.getBytes(StandardCharsets.UTF_8).length <= MAX_FULL_NAME
                        && text.chars().noneMatch(c -> ":&,".indexOf(c) >= 0),
                "holds one of : & , or is too long");
        askPassword("Password for user " + name + "?");
        dialogue.ask("Public ssh key for user " + name, NONE);
    }

    private static boolean isNo(String text) {
        return text.equals("n") || text.equals("no");
    }

    private static boolean isYes(String text) {
        return text.equals("y") || text.equals("yes");
    }
}
