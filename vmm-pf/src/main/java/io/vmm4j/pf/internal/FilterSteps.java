package io.vmm4j.pf.internal;

import io.vmm4j.HostPath;
import io.vmm4j.exec.Command;
import io.vmm4j.pf.PfConf;
import io.vmm4j.pf.RoutedNetwork;
import io.vmm4j.plan.Change;
import io.vmm4j.plan.FileChange;
import java.util.List;
import java.util.Optional;

/** pf.conf(5), our anchors, and what pfctl(8) loads of them. */
final class FilterSteps {

    private static final int MODE = 0600;

    private final Draft draft;

    FilterSteps(Draft draft) {
        this.draft = draft;
    }

    /** Has the rules of the network loaded, now and at boot. */
    void make() {
        Optional<Change> anchor = draft.file("write the rules of the network", Paths.anchor(draft.name()), MODE);
        Optional<Change> loader = draft.file("have the rules loaded with pf.conf(5)", Paths.LOADER, MODE);
        Optional<Change> conf = pfConf("ask the anchors of vmm4j in pf.conf(5)");
        boolean hasRules =
                draft.after().filter(record -> Layout.routes(record.spec())).isPresent();
        draft.add(anchor.map(change -> Draft.creates(change) ? change : Draft.onceConfirmed(change)));
        draft.add(loader.map(change -> Draft.creates(change) ? change : Draft.onceConfirmed(change)));
        draft.add(conf);
        if (!hasRules) {
            return;
        }
        boolean asked = draft.facts().mainRules().stream()
                .anyMatch(rule -> rule.startsWith("anchor \"" + PfConf.ANCHORS + "\""));
        if (conf.isPresent() || !asked) {
            HostPath file = conf.isPresent() ? candidate(conf.get()) : Paths.PF_CONF;
            draft.add(Commands.loadRules(file, back()));
            noteOthersRules();
        }
        String rules = draft.wanted(Paths.anchor(draft.name())).orElse("");
        if (!draft.facts().anchorRules().equals(rules.lines().toList())) {
            HostPath path = Paths.anchor(draft.name());
            boolean staged = anchor.isPresent() && !Draft.creates(anchor.get());
            draft.add(Commands.loadAnchor(
                    Paths.anchorName(draft.name()),
                    staged ? candidate(anchor.get()) : path,
                    draft.facts().files().text(path).isPresent()
                            ? Commands.load(Paths.anchorName(draft.name()), path)
                            : Commands.flush(Paths.anchorName(draft.name()))));
        }
        noteFilter();
    }

    /** Has them no more. */
    void remove() {
        Optional<Change> conf = pfConf("no longer ask the anchors of vmm4j in pf.conf(5)");
        draft.add(conf);
        draft.add(draft.file("no longer have the rules loaded with pf.conf(5)", Paths.LOADER, MODE)
                .map(Draft::onceConfirmed));
        Optional<Change> anchor = draft.file("remove the rules of the network", Paths.anchor(draft.name()), MODE);
        draft.add(anchor.map(Draft::onceConfirmed));
        conf.ifPresent(change -> {
            draft.add(Commands.loadRules(candidate(change), back()));
            noteOthersRules();
        });
        if (anchor.isPresent()) {
            draft.add(Commands.flushAnchor(Paths.anchorName(draft.name()), Paths.anchor(draft.name())));
        }
    }

    private Optional<Change> pfConf(String summary) {
        return draft.file(summary, Paths.PF_CONF, MODE, "pfctl", "-nf").map(Draft::onceConfirmed);
    }

    private static HostPath candidate(Change change) {
        if (change instanceof FileChange file) {
            return file.candidate();
        }
        throw new IllegalStateException("no candidate of " + change);
    }

    /** How the rules that are loaded now come back. Those of pf.conf(5) may be others, which keep out whoever logs in. */
    private Command back() {
        NetworkFacts facts = draft.facts();
        Optional<String> newAnchor = Optional.of(Paths.anchorName(draft.name()))
                .filter(anchor -> facts.anchorRules().isEmpty());
        if (!facts.rulesAreThoseOfPfConf() && facts.rulesCanBeLoadedAgain()) {
            return Commands.backToRules(facts.mainRules(), newAnchor);
        }
        return newAnchor.map(Commands::backToPfConfWithout).orElseGet(Commands::backToPfConf);
    }

    private void noteOthersRules() {
        if (!draft.facts().rulesAreThoseOfPfConf()) {
            draft.note(
                    "The rules that are loaded are not those of pf.conf(5): somebody loaded others by hand. This plan"
                            + " loads pf.conf(5)"
                            + (draft.facts().rulesCanBeLoadedAgain()
                                    ? "; should it be taken back, it loads those others again."
                                    : ", also should it be taken back: those others have tables that pfctl(8) made."));
        }
    }

    private void noteFilter() {
        List<Integer> quick = draft.facts()
                .files()
                .text(Paths.PF_CONF)
                .map(text -> PfConf.of(text).quickLines())
                .orElse(List.of());
        if (!quick.isEmpty()) {
            draft.note("Rules with quick decide before those of the network, in pf.conf(5) at line "
                    + String.join(", ", quick.stream().map(String::valueOf).toList()) + ".");
        }
        if (!draft.facts().pf().enabled()) {
            draft.note("pf(4) is disabled: until pfctl -e nothing is translated and nothing is blocked.");
        }
        if (draft.after()
                .map(NetworkRecord::spec)
                .filter(spec -> spec instanceof RoutedNetwork routed && AnchorRules.filtersBetweenGuests(routed))
                .isPresent()) {
            draft.note(
                    "What passes between guests is decided on their taps, without state. Those of VMs that run already"
                            + " join the group of the network when they are started next.");
        }
    }
}
