package io.vmm4j.pf.internal;

import io.vmm4j.HostPath;
import io.vmm4j.pf.NetworkName;
import io.vmm4j.plan.Change;
import io.vmm4j.plan.FileChange;
import io.vmm4j.plan.FileContent;
import io.vmm4j.plan.FileRemoval;
import io.vmm4j.plan.Plan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A plan for one network in the making. Not thread safe. */
final class Draft {

    /** Of files that anybody may read. */
    static final int MODE = 0644;

    private final NetworkFacts facts;
    private final NetworkName name;
    private final Optional<NetworkRecord> before;
    private final Optional<NetworkRecord> after;
    private final List<NetworkRecord> all;
    private final Map<HostPath, Optional<String>> wanted;
    private final List<Change> changes = new ArrayList<>();
    private final Set<String> notes = new LinkedHashSet<>();

    /**
     * An empty one.
     *
     * @param name the network in question
     * @param all the networks that are to be there
     */
    Draft(NetworkFacts facts, NetworkName name, Collection<NetworkRecord> all) {
        this.facts = facts;
        this.name = name;
        this.all =
                all.stream().sorted(Comparator.comparing(NetworkRecord::name)).toList();
        this.before = facts.record(name);
        this.after = all.stream().filter(record -> record.name().equals(name)).findFirst();
        this.wanted = Layout.of(facts, name, this.all);
    }

    NetworkFacts facts() {
        return facts;
    }

    NetworkName name() {
        return name;
    }

    /** The network as it is. */
    Optional<NetworkRecord> before() {
        return before;
    }

    /** The network as it is to be. */
    Optional<NetworkRecord> after() {
        return after;
    }

    /** The networks that are to be there, by name. */
    List<NetworkRecord> all() {
        return all;
    }

    /** What a file is to hold; empty if it is not to be there, or is none of ours. */
    Optional<String> wanted(HostPath path) {
        return wanted.getOrDefault(path, Optional.empty());
    }

    /** Whether a file is to be another. */
    boolean changes(HostPath path) {
        Optional<String> from = facts.files().text(path);
        return !wanted.getOrDefault(path, from).equals(from);
    }

    void add(Change change) {
        changes.add(change);
    }

    void add(Optional<? extends Change> change) {
        change.ifPresent(changes::add);
    }

    void note(String text) {
        notes.add(text);
    }

    Plan plan(String title, Duration probation) {
        List<String> told = changes.isEmpty() ? List.of() : List.copyOf(notes);
        return new Plan(title, facts.target(), changes, told, facts.fingerprint()).guarded(probation);
    }

    /** The change of a file, if there is any. */
    Optional<Change> file(String summary, HostPath path, int mode, String... checker) {
        Optional<String> from = facts.files().text(path);
        Optional<String> to = wanted.getOrDefault(path, from);
        if (from.equals(to)) {
            return Optional.empty();
        }
        if (to.isEmpty()) {
            return Optional.of(FileRemoval.of(summary, path, HostText.content(from.orElse("")))
                    .mode(mode));
        }
        FileContent content = HostText.content(to.get());
        FileChange change = from.map(text -> FileChange.edit(summary, path, HostText.content(text), content))
                .orElseGet(() -> FileChange.create(summary, path, content))
                .mode(mode);
        return Optional.of(checker.length == 0 ? change : change.checkedBy(checker));
    }

    /** The same, put in its place only when the plan is confirmed. */
    static Change onceConfirmed(Change change) {
        if (change instanceof FileChange file) {
            return file.onceConfirmed();
        }
        return change instanceof FileRemoval file ? file.onceConfirmed() : change;
    }

    static boolean creates(Change change) {
        return change instanceof FileChange file && file.before().isEmpty();
    }
}
