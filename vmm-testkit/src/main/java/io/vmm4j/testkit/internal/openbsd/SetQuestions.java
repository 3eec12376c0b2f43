package io.vmm4j.testkit.internal.openbsd;

import io.vmm4j.testkit.internal.board.Fetched;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The installer's questions about sets, and how it fetches, verifies and unpacks them. Sets come from a mirror or the cdrom. */
final class SetQuestions {

    private static final String BUILD_INFO = "BUILDINFO";

    private final Installation state;
    private final Dialogue dialogue;
    private final Set<String> installed = new LinkedHashSet<>();

    SetQuestions(Installation state) {
        this.state = state;
        this.dialogue = state.dialogue;
    }

    void ask() {
        dialogue.say("Let's install the sets!");
        boolean cdrom = state.board.parts().cdromLabel().isPresent();
        String question = "Location of sets? (" + (cdrom ? "cd0 " : "") + "disk http nfs or 'done')";
        String standard = firstDefault(cdrom);
        while (true) {
            String answer = dialogue.ask(question, standard);
            Optional<SetSource> source = Optional.empty();
            switch (answer.isEmpty() ? ' ' : Character.toLowerCase(answer.charAt(0))) {
                case 'd' -> {
                    if (!answer.startsWith("di") && mayEnd()) {
                        state.sets.addAll(installed);
                        return;
                    }
                }
                case 'h' -> source = mirror();
                case 'c' -> source = cdrom ? cdrom() : Optional.empty();
                case 'n' -> dialogue.say("mount_nfs: simulator limitation: no NFS server answers");
                default -> {
                    if (dialogue.isUnattended()) {
                        dialogue.refuse("'" + answer + "' is not a valid choice.");
                    }
                }
            }
            if (source.isPresent()) {
                install(source.get());
            }
            standard = !dialogue.isUnattended() && installed.isEmpty() ? firstDefault(cdrom) : "done";
        }
    }

    private String firstDefault(boolean cdrom) {
        boolean network = state.board.hasAddress();
        if (state.release.isAfter("7.6")) {
            return cdrom && !network ? "cd0" : "http";
        }
        return cdrom && !state.netbooted ? "cd0" : "http";
    }

    private boolean mayEnd() {
        boolean complete = installed.stream().anyMatch(name -> name.equals("bsd"))
                && installed.stream().anyMatch(name -> name.startsWith("base"));
        if (complete) {
            return true;
        }
        if (dialogue.confirm("Are you *SURE* your install is complete without 'bsd'?", "no")) {
            return true;
        }
        abortUnattended();
        return false;
    }

    private void abortUnattended() {
        if (dialogue.isUnattended()) {
            throw new Aborted();
        }
    }

    private Optional<SetSource> cdrom() {
        String directory = dialogue.ask("Pathname to the sets? (or 'done')", state.release.number() + "/amd64");
        return directory.equals("done") ? Optional.empty() : Optional.of(new CdromSource(state.release, directory));
    }

    private Optional<SetSource> mirror() {
        dialogue.ask("HTTP proxy URL? (e.g. 'http://proxy:8080', or 'none')", "none");
        Optional<String> server = server();
        if (server.isEmpty()) {
            return Optional.empty();
        }
        String directory = dialogue.ask("Server directory?", "pub/OpenBSD/" + state.release.directory());
        MirrorSource source = new MirrorSource(state.board, server.get(), directory);
        if (source.signedList().isEmpty()) {
            if (source.fellBack()) {
                dialogue.say("Unable to connect using HTTPS; using HTTP instead.");
            }
            dialogue.say("Unable to get a verified list of distribution sets.");
        }
        state.server = source.place().replaceFirst("(/pub/OpenBSD)?/[^/]*/[^/]*$", "$1");
        return Optional.of(source);
    }

    private Optional<String> server() {
        List<String> list = state.mirrors.map(MirrorList::entries).orElse(List.of());
        String question =
                list.isEmpty() ? "HTTP Server? (hostname or 'done')" : "HTTP Server? (hostname, list#, 'done' or '?')";
        if (list.isEmpty()) {
            dialogue.say("(Unable to get list from openbsd.org, but that is OK)");
        }
        String standard = state.mirrors.map(MirrorList::standard).orElse("");
        while (true) {
            String answer = dialogue.require(question, standard);
            if (answer.equals("done")) {
                return Optional.empty();
            }
            if (answer.equals("?") && !list.isEmpty()) {
                for (int i = 0; i < list.size(); i++) {
                    dialogue.say(String.format(Locale.ROOT, "%6d\t%s", i + 1, list.get(i)));
                }
            } else if (answer.matches("[0-9]{1,4}") && !list.isEmpty()) {
                int number = Integer.parseInt(answer);
                if (number < 1 || number > list.size()) {
                    dialogue.say("There is no line " + answer + ".");
                } else {
                    standard = MirrorList.host(list.get(number - 1));
                }
            } else if (answer.matches("(https?://)?[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]{1,5})?")
                    && !answer.matches("[0-9]+")) {
                return Optional.of(answer);
            } else {
                dialogue.say("'" + answer + "' is not a valid hostname.");
                standard = "";
            }
        }
    }

    private void install(SetSource source) {
        List<String> there = source.names();
        List<String> known = SetNames.lookedFor(state.release, state.hostname);
        List<String> names = known.stream().filter(there::contains).toList();
        if (names.isEmpty()) {
            dialogue.say("Looked at " + source.place() + " and found no OpenBSD/amd64 " + state.release.number()
                    + " sets.  The set names looked for were:");
            state.board.print(SetNames.columns(known));
            if (!source.isRemote()) {
                dialogue.say("");
            }
            abortUnattended();
            return;
        }
        Optional<Set<String>> chosen = choose(names);
        if (chosen.isPresent()) {
            new SetTransfer(state, source).install(transfer(names, chosen.get(), there), installed);
        } else {
            abortUnattended();
        }
    }

    /** In the order of the list, and the note on the build that comes with every kernel. */
    private static Map<String, Boolean> transfer(List<String> names, Set<String> chosen, List<String> there) {
        Map<String, Boolean> order = new LinkedHashMap<>();
        names.stream().filter(chosen::contains).forEach(name -> order.put(name, true));
        if (there.contains(BUILD_INFO)) {
            order.put(BUILD_INFO, false);
        }
        return order;
    }

    /** Empty if nothing of this is wanted. */
    private Optional<Set<String>> choose(List<String> names) {
        String siteSet = "site" + state.release.digits() + ".tgz";
        Set<String> chosen = new LinkedHashSet<>(names);
        chosen.remove(siteSet);
        dialogue.say("");
        dialogue.say("Select sets by entering a set name, a file name pattern or 'all'. De-select");
        dialogue.say("sets by prepending a '-', e.g.: '-game*'. Selected sets are labelled '[X]'.");
        while (true) {
            state.board.print(SetNames.marked(names, chosen));
            String answer = dialogue.ask("Set name(s)? (or 'abort' or 'done')", "done");
            for (String word : answer.split("[ \t]+", -1)) {
                switch (word) {
                    case "done" -> {
                        return Optional.of(chosen);
                    }
                    case "abort" -> {
                        return Optional.empty();
                    }
                    default -> change(chosen, names, word);
                }
            }
        }
    }

    private static void change(Set<String> chosen, List<String> names, String word) {
        boolean off = word.startsWith("-");
        String pattern = word.replaceFirst("^[-+]", "");
        List<String> matching = new ArrayList<>(names);
        if (!pattern.equals("all")) {
            matching.removeIf(name -> !glob(pattern, name));
        }
        if (off) {
            matching.forEach(chosen::remove);
        } else {
            chosen.addAll(matching);
        }
    }

    private static boolean glob(String pattern, String name) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            regex.append(
                    switch (c) {
                        case '*' -> ".*";
                        case '?' -> ".";
                        default -> java.util.regex.Pattern.quote(String.valueOf(c));
                    });
        }
        return name.matches(regex.toString());
    }

    /** Whether a server answered at all. */
    static boolean arrived(Fetched fetched) {
        return fetched instanceof Fetched.Answer answer && answer.reply().isOk();
    }
}
