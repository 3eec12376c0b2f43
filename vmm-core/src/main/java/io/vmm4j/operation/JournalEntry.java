package io.vmm4j.operation;

import java.util.Objects;

/**
 * What a {@link Journal} holds. Immutable.
 *
 * @param operation the operation that it is about
 * @param document what happened: a JSON object on one line
 */
public record JournalEntry(String operation, String document) {

    public JournalEntry {
        Objects.requireNonNull(operation, "operation");
        Objects.requireNonNull(document, "document");
        if (document.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("a document is one line");
        }
    }
}
