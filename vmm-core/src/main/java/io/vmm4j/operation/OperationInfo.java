package io.vmm4j.operation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the journal says of an operation. Immutable.
 *
 * @param id what tells it from all others
 * @param workflow of what kind it is
 * @param subject what it is about
 * @param key by which the request is known, if there is one
 * @param begun when it was asked for
 * @param state how far it has come
 * @param step the last step that was begun, or undone
 * @param leftovers what could not be removed
 */
public record OperationInfo(
        String id,
        String workflow,
        String subject,
        Optional<String> key,
        Instant begun,
        OperationState state,
        Optional<String> step,
        List<Leftover> leftovers) {

    public OperationInfo {
        leftovers = List.copyOf(leftovers);
    }
}
