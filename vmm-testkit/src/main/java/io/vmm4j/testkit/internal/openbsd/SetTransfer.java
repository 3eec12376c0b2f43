package io.vmm4j.testkit.internal.openbsd;

import io.vmm4j.testkit.SignifyKey;
import io.vmm4j.testkit.internal.board.Fetched;
import io.vmm4j.testkit.internal.http.HttpReply;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Fetches, verifies and unpacks sets. */
final class SetTransfer {

    private static final String LIST = "SHA256.sig";
    private static final String SITE_SCRIPT = "install.site: ";
    /** About how much more room a set takes when it is unpacked. */
    private static final int EXPANSION = 3;

    private static final long ETC = 8565;

    private final Installation state;
    private final Dialogue dialogue;
    private final SetSource source;
    private final Map<String, HttpReply> contents = new LinkedHashMap<>();

    SetTransfer(Installation state, SetSource source) {
        this.state = state;
        this.dialogue = state.dialogue;
        this.source = source;
    }

    /**
     * Installs sets; an unattended installation ends where a question is answered with no.
     *
     * @param wanted what, in order, and whether that is a set
     * @param installed those that are there are added
     */
    void install(Map<String, Boolean> wanted, Set<String> installed) {
        if (!verify(new ArrayList<>(wanted.keySet()))) {
            refuse();
            return;
        }
        for (String name : wanted.keySet()) {
            if (contents.isEmpty() || contents.containsKey(name)) {
                if (unpack(name)) {
                    installed.add(name);
                } else if (!dialogue.confirm("Installation of " + name + " failed. Continue anyway?", "no")) {
                    refuse();
                    return;
                }
            }
        }
    }

    private void refuse() {
        if (dialogue.isUnattended()) {
            throw new Aborted();
        }
    }

    private boolean goOn(String why) {
        return dialogue.confirm(why + " Continue without verification?", "no");
    }

    private boolean verify(List<String> wanted) {
        if (source.signedList().isEmpty()) {
            boolean listed = source.names().contains(LIST);
            if (listed) {
                dialogue.say(Download.complaint(source.place() + "/" + LIST, source.get(LIST)));
            }
            return goOn(listed ? "Cannot fetch SHA256.sig." : "Directory does not contain SHA256.sig.");
        }
        HttpReply list = source.signedList().get();
        Download.show(state.board, "Get/Verify " + LIST, list.size());
        if (!isSigned(list.text())) {
            return goOn("Signature check of SHA256.sig failed.");
        }
        dialogue.say("Signature Verified");
        return fetch(wanted, Digests.of(list.text()));
    }

    /** Whether the key of the release has signed it; who signs the same twice writes the same. */
    private boolean isSigned(String list) {
        String message = list.replaceFirst("^[^\n]*\n[^\n]*\n", "");
        return SignifyKey.ofRelease(state.release.number())
                .signEmbedded(message)
                .equals(list);
    }

    private boolean fetch(List<String> wanted, Map<String, String> digests) {
        List<String> unverified = new ArrayList<>();
        for (String name : wanted) {
            Optional<HttpReply> content = fetch(name);
            if (content.isEmpty()) {
                if (!dialogue.confirm("Installation of " + name + " failed. Continue anyway?", "no")) {
                    return false;
                }
                continue;
            }
            contents.put(name, content.get());
            if (!Digests.of(content.get()).equals(digests.get(name))) {
                if (!dialogue.confirm("Checksum test for " + name + " failed. Continue anyway?", "no")) {
                    return false;
                }
                unverified.add(name);
            }
        }
        return unverified.isEmpty() || goOn("Unverified sets: " + String.join(" ", unverified) + ".");
    }

    private Optional<HttpReply> fetch(String name) {
        Fetched fetched = source.get(name);
        if (!SetQuestions.arrived(fetched)) {
            dialogue.say(Download.complaint(source.place() + "/" + name, fetched));
            return Optional.empty();
        }
        HttpReply reply = ((Fetched.Answer) fetched).reply();
        Download.show(state.board, "Get/Verify " + name, reply.size());
        return Optional.of(reply);
    }

    private boolean unpack(String name) {
        HttpReply known = contents.get(name);
        Fetched fetched = known != null ? new Fetched.Answer(known) : source.get(name);
        if (!SetQuestions.arrived(fetched)) {
            dialogue.say(Download.complaint(source.place() + "/" + name, fetched));
            return false;
        }
        HttpReply content = ((Fetched.Answer) fetched).reply();
        long room = Math.max(content.size(), SetNames.usualSizeOfLabelled(name, content)) * EXPANSION;
        state.usedBytes += room;
        Download.show(state.board, "Installing " + name, content.size());
        if (state.usedBytes > state.rootBytes) {
            dialogue.say("/mnt: write failed, file system is full");
            dialogue.say("tar: Failed write to file ./usr/lib: No space left on device");
            return false;
        }
        if (name.startsWith("base")) {
            Download.show(state.board, "Extracting etc.tgz", ETC);
        }
        if (name.startsWith("site")) {
            noteSiteScript(content.text());
        }
        return true;
    }

    /** A site set is an archive that is not unpacked here; one of a test may say what its install.site prints. */
    private void noteSiteScript(String text) {
        text.lines()
                .filter(line -> line.startsWith(SITE_SCRIPT))
                .findFirst()
                .ifPresent(line -> state.siteScript = Optional.of(line));
    }
}
