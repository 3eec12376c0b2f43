package io.vmm4j.testkit.internal.openbsd;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The installer's questions about root, the console, a user and logins. */
final class AccountQuestions {

    private static final Set<String> SYSTEM_USERS =
            Set.of("root", "daemon", "operator", "bin", "build", "sshd", "www", "nobody", "ftp");

    private final Installation state;
    private final Dialogue dialogue;

    AccountQuestions(Installation state) {
        this.state = state;
        this.dialogue = state.dialogue;
    }

    void ask() {
        rootPassword();
        state.rootKey = dialogue.askUnattended("Public ssh key for root account?", "none");
        state.sshd = dialogue.confirm("Start sshd(8) by default?", "yes");
        console();
        user();
        rootLogin();
    }

    private void rootPassword() {
        state.rootPassword = dialogue.password("Password for root account?");
        while (state.rootPassword.isEmpty()) {
            dialogue.say("The root password must be set.");
            state.rootPassword = dialogue.password("Password for root account?");
        }
    }

    private void console() {
        if (!dialogue.confirm("Change the default console to com0?", "yes")) {
            return;
        }
        List<String> speeds = List.of("9600", "19200", "38400", "57600", "115200");
        while (true) {
            dialogue.say("Available speeds are: " + String.join(" ", speeds) + ".");
            String question = "Which speed should com0 use?";
            String answer = dialogue.ask(question, question + " (or 'done')", "115200");
            if (answer.equals("done") || speeds.contains(answer)) {
                state.serial = !answer.equals("done");
                return;
            }
            dialogue.refuse("'" + answer + "' is not a valid choice.");
        }
    }

    private void user() {
        String question = "Setup a user? (enter a lower-case loginname, or 'no')";
        String again = "No really, what is the lower-case loginname, or 'no'?";
        String asked = question;
        while (true) {
            String name = dialogue.ask(asked, "no");
            switch (name) {
                case "n", "no" -> {
                    return;
                }
                case "y", "yes" -> asked = again;
                default -> {
                    if (name.matches("[a-z][-a-z0-9_]{0,30}") && !SYSTEM_USERS.contains(name)) {
                        describe(name);
                        return;
                    }
                    dialogue.say(name + " is not a usable loginname.");
                }
            }
        }
    }

    private void describe(String name) {
        String fullName = dialogue.ask("Full name for user " + name + "?", name);
        while (fullName.matches(".*[:&,].*") || fullName.length() > 100) {
            dialogue.say(fullName.length() > 100 ? "Too long." : "':', '&' or ',' are not allowed.");
            fullName = dialogue.ask("Full name for user " + name + "?", name);
        }
        String password = dialogue.password("Password for user " + name + "?");
        String key = dialogue.askUnattended("Public ssh key for user " + name, "none");
        state.user = Optional.of(new InstalledUser(name, fullName, password, key.equals("none") ? "" : key));
    }

    private void rootLogin() {
        if (!state.sshd) {
            return;
        }
        if (state.user.isEmpty()) {
            dialogue.say("Since no user was setup, root logins via sshd(8) might be useful.");
        }
        dialogue.say("WARNING: root is targeted by password guessing attacks, pubkeys are safer.");
        while (true) {
            String answer = dialogue.ask("Allow root ssh login? (yes, no, prohibit-password)", "no");
            switch (answer.toLowerCase(Locale.ROOT)) {
                case "y", "yes" -> state.rootLogin = "yes";
                case "n", "no" -> state.rootLogin = "no";
                case "p", "w", "prohibit-password", "without-password" -> state.rootLogin = "prohibit-password";
                default -> {
                    dialogue.refuse("'" + answer + "' is not a valid choice.");
                    continue;
                }
            }
            return;
        }
    }
}
