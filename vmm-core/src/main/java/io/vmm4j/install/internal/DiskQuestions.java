package io.vmm4j.install.internal;

import io.vmm4j.install.AnswerFinding.Kind;
import io.vmm4j.install.InstallTarget;
import io.vmm4j.install.InstallTarget.Trait;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The installer's questions about the disks. */
final class DiskQuestions {

    private static final Pattern DUID = Pattern.compile("[0-9a-f]{16}(\\.[a-p])?");

    private final Dialogue dialogue;
    private final InstallTarget target;

    DiskQuestions(Dialogue dialogue, InstallTarget target) {
        this.dialogue = dialogue;
        this.target = target;
    }

    void ask() {
        dialogue.askOrEnd(
                "Which disk is the root disk? ('?' for details)",
                "",
                target.disks().stream().findFirst(),
                this::isDisk,
                "is no disk of the guest");
        boolean encrypted = target.release().atLeast(7, 5) && askEncryption();
        askFdisk();
        if (encrypted) {
            askFdisk();
        }
        String template = dialogue.ask("URL to autopartitioning template for disklabel?", Optional.of("none"));
        if (template.equals("none")) {
            dialogue.ask("Use (A)uto layout, (E)dit auto layout, or create (C)ustom layout?", Optional.of("a"));
        }
        askOthers();
    }

    private boolean isDisk(String text) {
        String name = text.startsWith("/dev/") ? text.substring("/dev/".length()) : text;
        return target.disks().contains(name)
                || target.disks().contains(name.replaceFirst("[a-p]$", ""))
                || DUID.matcher(name).matches();
    }

    private boolean askEncryption() {
        String question = "Encrypt the root disk with a (p)assphrase or (k)eydisk?";
        String answer = dialogue.askAgain(
                question,
                Optional.of("no"),
                text -> text.toLowerCase(Locale.ROOT).matches("n|no|p.*|k.*"),
                "is none of no, p and k");
        if (answer.toLowerCase(Locale.ROOT).startsWith("p")) {
            dialogue.ask("New passphrase?", Optional.empty());
            return true;
        }
        return false;
    }

    private void askFdisk() {
        boolean area = target.has(Trait.OPENBSD_AREA);
        String question = area
                ? "Use (W)hole disk MBR, whole disk (G)PT, (O)penBSD area or (E)dit?"
                : "Use (W)hole disk MBR, whole disk (G)PT or (E)dit?";
        Optional<String> fallback = Optional.of(area ? "OpenBSD" : "whole");
        while (true) {
            String answer = dialogue.ask(question, fallback);
            String word = answer.toLowerCase(Locale.ROOT);
            if (word.startsWith("w") || (area && word.startsWith("o"))) {
                return;
            }
            if (word.startsWith("g")) {
                if (dialogue.askYesNo("An EFI/GPT disk may not boot. Proceed?", "no")) {
                    return;
                }
                dialogue.find(Kind.IGNORED, question, answer + " was not confirmed, so it is asked again");
            } else {
                dialogue.find(Kind.IGNORED, question, answer + " is not taken unattended, so it is asked again");
            }
        }
    }

    private void askOthers() {
        int others = target.disks().size() - 1;
        while (others > 0) {
            String answer = dialogue.ask("Which disk do you wish to initialize?", " (or 'done')", Optional.of("done"));
            if (answer.equals("done")) {
                return;
            }
            askFdisk();
            others--;
        }
    }
}
