package io.vmm4j.operation;

import io.vmm4j.exec.Secret;
import io.vmm4j.operation.internal.Json;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * How values of a type are kept in a {@link Journal}: as JSON, so that another program can read them. Immutable; thread safe if its
 * functions are.
 *
 * <p>A {@link Secret} cannot be kept, nor a record that has one. Whoever needs one hands it to the {@link Workflow} anew in each
 * program.
 *
 * @param <V> what is kept
 */
public final class Kept<V> {

    private final Function<V, String> writer;
    private final Function<String, V> reader;

    private Kept(Function<V, String> writer, Function<String, V> reader) {
        this.writer = writer;
        this.reader = reader;
    }

    /** Texts. */
    public static Kept<String> text() {
        return text(String.class, Function.identity());
    }

    /**
     * Values that are wholly said by their {@link Object#toString()}.
     *
     * @param reader the value of such a text
     * @throws IllegalArgumentException if these are secrets
     */
    public static <V> Kept<V> text(Class<V> type, Function<String, V> reader) {
        requireNoSecret(type);
        Objects.requireNonNull(reader, "reader");
        return new Kept<>(value -> Json.quote(value.toString()), json -> reader.apply(Json.unquote(json)));
    }

    /**
     * Values that have a JSON document of their own.
     *
     * @param writer the document of a value
     * @param reader the value of a document
     * @throws IllegalArgumentException if these are secrets
     */
    public static <V> Kept<V> json(Class<V> type, Function<V, String> writer, Function<String, V> reader) {
        requireNoSecret(type);
        Objects.requireNonNull(reader, "reader");
        return new Kept<>(writer.andThen(Json::normal), reader);
    }

    /** Several of them, in order. */
    public static <V> Kept<List<V>> list(Kept<V> element) {
        return new Kept<>(
                values -> Json.array(values.stream().map(element.writer).toList()),
                json -> Json.elements(json).stream().map(element.reader).toList());
    }

    /** Nothing. */
    public static Kept<Nothing> nothing() {
        return new Kept<>(value -> "{}", json -> Nothing.NOTHING);
    }

    /** The JSON of a value, on one line. */
    public String toJson(V value) {
        return writer.apply(value);
    }

    /** The value of a JSON document. */
    public V fromJson(String json) {
        return reader.apply(json);
    }

    private static void requireNoSecret(Class<?> type) {
        if (holdsSecret(type)) {
            throw new IllegalArgumentException("a secret must not be kept in a journal: " + type.getName());
        }
    }

    private static boolean holdsSecret(Class<?> type) {
        return type == Secret.class
                || (type.isRecord()
                        && Arrays.stream(type.getRecordComponents())
                                .map(RecordComponent::getType)
                                .anyMatch(component -> component != type && holdsSecret(component)));
    }
}
