package io.vmm4j.operation;

import io.vmm4j.operation.internal.FileJournal;
import io.vmm4j.operation.internal.MemoryJournal;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/**
 * Where operations write down what they are about to do and what they have done, so that another program can carry on after one has
 * died. Implement it to keep that in a database. Implementations are thread safe, and see to it that one program at a time has a
 * journal open.
 */
public interface Journal extends AutoCloseable {

    /**
     * A journal in a file of this machine: JSON lines, each on the disk before anything goes on, readable by its owner only where the
     * file system has such permissions. A last line that was cut short when the machine went down is dropped.
     *
     * @throws OperationException with {@link OperationError#JOURNAL_IN_USE} if another program, or this one, has it open,
     *     {@link OperationError#JOURNAL_DAMAGED} if it cannot be read as one, {@link OperationError#JOURNAL_FAILED} if the file cannot
     *     be read or written
     */
    static Journal file(Path path) {
        return FileJournal.open(path);
    }

    /** A journal that is forgotten with the program, for operations that nobody would carry on with. */
    static Journal inMemory() {
        return new MemoryJournal();
    }

    /** All that was written, oldest first. */
    List<JournalEntry> entries();

    /**
     * Writes an entry. When this returns it cannot be lost any more.
     *
     * @throws OperationException with {@link OperationError#JOURNAL_FAILED} if it is not written
     */
    void append(JournalEntry entry);

    /**
     * Forgets all entries but these, all at once or not at all.
     *
     * @throws OperationException with {@link OperationError#JOURNAL_FAILED} if that is not possible; the journal is as it was then
     */
    void compact(Predicate<JournalEntry> kept);

    /** Lets another program open it. Closing again does nothing. */
    @Override
    void close();
}
