package io.vmm4j.error;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A {@link VmmException} as a value that can be stored and forwarded: what it says, without stack and transcript. Immutable.
 *
 * @param code what went wrong, by {@link ErrorCode#id()}; the key of its texts in other languages
 * @param message what happened, in English
 * @param hint what to do next, in English
 * @param arguments the facts of this occurrence, by the names that the texts use
 * @param retryable whether the same call may succeed later without anybody changing anything
 */
public record Failure(String code, String message, String hint, Map<String, String> arguments, boolean retryable) {

    public Failure {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(hint, "hint");
        arguments = Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
    }

    /** What an exception says. */
    public static Failure of(VmmException exception) {
        return new Failure(
                exception.code().id(),
                exception.getMessage(),
                exception.hint(),
                exception.arguments(),
                exception.retryable());
    }

    @Override
    public String toString() {
        return "[" + code + "] " + message;
    }
}
