package io.vmm4j.operation.internal;

import io.vmm4j.operation.Journal;
import io.vmm4j.operation.JournalEntry;
import io.vmm4j.operation.OperationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what happens to one operation into the journal, and takes note of it. */
final class Log {

    private static final Logger LOG = LoggerFactory.getLogger(Log.class);

    private final Journal journal;
    private final Ledger ledger;

    Log(Journal journal, Ledger ledger) {
        this.journal = journal;
        this.ledger = ledger;
    }

    /**
     * Writes; it counts only once it is written.
     *
     * @throws OperationException if it cannot be written
     */
    void write(Entry entry) {
        journal.append(new JournalEntry(ledger.id(), EntryJson.write(entry)));
        ledger.add(entry);
    }

    /** Writes if possible: undoing goes on without a journal, since who comes later looks at the host anyway. */
    void tryWrite(Entry entry) {
        try {
            journal.append(new JournalEntry(ledger.id(), EntryJson.write(entry)));
        } catch (OperationException e) {
            LOG.warn("The journal does not know that {}", entry, e);
        }
        ledger.add(entry);
    }
}
