package io.vmm4j.host.internal.doctor;

import io.vmm4j.host.OpenQuestion;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** What was seen, or why it could not be seen. */
sealed interface Seen<T> {

    /** It was seen. */
    record Known<T>(T it) implements Seen<T> {}

    /** It could not be seen. */
    record Unknown<T>(OpenQuestion question) implements Seen<T> {}

    static <T> Seen<T> known(T it) {
        return new Known<>(it);
    }

    static <T> Seen<T> unknown(String question, String reason) {
        return new Unknown<>(new OpenQuestion(question, reason));
    }

    /** What was seen; empty if nothing was. */
    default Optional<T> value() {
        return this instanceof Known<T> known ? Optional.of(known.it()) : Optional.empty();
    }

    /** What was seen, or else this. */
    default T orElse(T other) {
        return value().orElse(other);
    }

    /** What remained open; empty if nothing did. */
    default List<OpenQuestion> open() {
        return this instanceof Unknown<T> unknown ? List.of(unknown.question()) : List.of();
    }

    /** The same, read further. */
    default <R> Seen<R> map(Function<? super T, ? extends R> further) {
        if (this instanceof Known<T> known) {
            return known(further.apply(known.it()));
        }
        return new Unknown<>(((Unknown<T>) this).question());
    }

    /** What it leads to, if it was seen. */
    default <R> Seen<R> flatMap(Function<? super T, Seen<R>> further) {
        if (this instanceof Known<T> known) {
            return further.apply(known.it());
        }
        return new Unknown<>(((Unknown<T>) this).question());
    }

    /** This, or what can be seen another way. */
    default Seen<T> or(Supplier<Seen<T>> another) {
        if (this instanceof Known<T>) {
            return this;
        }
        Seen<T> other = another.get();
        return other instanceof Known<T> ? other : this;
    }
}
