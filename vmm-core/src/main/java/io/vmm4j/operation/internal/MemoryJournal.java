package io.vmm4j.operation.internal;

import io.vmm4j.operation.Journal;
import io.vmm4j.operation.JournalEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A journal that is gone with the program. */
public final class MemoryJournal implements Journal {

    private final List<JournalEntry> entries = new ArrayList<>();

    @Override
    public synchronized List<JournalEntry> entries() {
        return List.copyOf(entries);
    }

    @Override
    public synchronized void append(JournalEntry entry) {
        entries.add(entry);
    }

    @Override
    public synchronized void compact(Predicate<JournalEntry> kept) {
        entries.removeIf(kept.negate());
    }

    @Override
    public void close() {
        // There is nothing to let go of.
    }
}
