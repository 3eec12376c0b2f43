package io.vmm4j.install;

import io.vmm4j.install.InstallTarget.Trait;
import io.vmm4j.install.internal.QuestionRun;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What OpenBSD's installer would ask and do with a {@link ResponseFile}: its questions in its order, each matched with the
 * lines as the installer does it.
 *
 * <p>The questions are those of 7.6 to 7.9 on amd64. Of older releases some differ.
 *
 * @param replies the questions that would be asked, with the answers taken
 * @param findings what is wrong
 */
public record InstallerDialogue(List<Reply> replies, List<AnswerFinding> findings) {

    public InstallerDialogue {
        replies = List.copyOf(replies);
        findings = List.copyOf(findings);
    }

    /**
     * A question with its answer.
     *
     * @param prompt the question as it is printed, without its default
     * @param fallback its default
     * @param line the line that answered it; empty if the default was taken
     * @param answer the answer
     */
    public record Reply(String prompt, Optional<String> fallback, Optional<ResponseFile.Line> line, String answer) {

        /** What the console shows of it, passwords left out as the installer does. */
        public String printed() {
            boolean hidden = prompt.startsWith("Password for") || prompt.startsWith("New passphrase");
            return prompt + fallback.map(text -> " [" + text + "]").orElse("") + " " + (hidden ? "<provided>" : answer);
        }

        @Override
        public String toString() {
            return printed();
        }
    }

    /** What would happen in exactly this guest. */
    public static InstallerDialogue run(ResponseFile file, InstallTarget target) {
        return QuestionRun.of(file, target);
    }

    /**
     * What is wrong with the file in this guest, whether or not the project's mirror service answers and whether or not the
     * disk was used before; empty if it is as it should be. Defaults that are taken count as wrong but for {@code done},
     * which ends a question that is asked until it is given.
     */
    public static List<AnswerFinding> check(ResponseFile file, InstallTarget target) {
        Set<AnswerFinding> findings = new LinkedHashSet<>();
        Set<AnswerFinding> unused = new LinkedHashSet<>();
        boolean first = true;
        for (InstallTarget variant : variants(target)) {
            List<AnswerFinding> found = run(file, variant).findings();
            Set<AnswerFinding> here = new LinkedHashSet<>(found);
            here.removeIf(finding -> finding.kind() != AnswerFinding.Kind.UNUSED);
            if (first) {
                unused.addAll(here);
            } else {
                unused.retainAll(here);
            }
            first = false;
            found.stream()
                    .filter(finding -> finding.kind() != AnswerFinding.Kind.UNUSED)
                    .forEach(findings::add);
        }
        findings.addAll(unused);
        return List.copyOf(findings);
    }

    private static List<InstallTarget> variants(InstallTarget target) {
        List<InstallTarget> variants = new ArrayList<>();
        variants.add(target);
        variants.add(target.with(Trait.OPENBSD_AREA));
        variants.add(target.with(Trait.MIRROR_SERVICE));
        return variants;
    }
}
