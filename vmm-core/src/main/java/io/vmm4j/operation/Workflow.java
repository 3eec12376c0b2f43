package io.vmm4j.operation;

import java.util.Objects;
import java.util.function.Function;

/**
 * A kind of operation: how a request for one is kept in the journal, and what is done for it. Immutable; thread safe if its functions
 * are.
 *
 * @param name what the kind is called, the same in every program: {@code create_vm}
 * @param request how requests are kept
 * @param planner what is done for a request; asks no host, so that every program does the same for the same request. Hosts, secrets and
 *     whatever else is no part of the request it has from the program
 * @param <R> what is asked for
 * @param <T> what comes of it
 */
public record Workflow<R, T>(String name, Kept<R> request, Function<R, Course<T>> planner) {

    public Workflow {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(planner, "planner");
    }

    /** A kind of operation. */
    public static <R, T> Workflow<R, T> of(String name, Kept<R> request, Function<R, Course<T>> planner) {
        return new Workflow<>(name, request, planner);
    }
}
