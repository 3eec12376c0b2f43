package io.vmm4j.host;

import java.util.Objects;

/**
 * What a diagnosis could not find out.
 *
 * @param question what was asked: {@code the rules of pf(4)}
 * @param reason why there is no answer, as a person would quote it
 */
public record OpenQuestion(String question, String reason) {

    public OpenQuestion {
        Objects.requireNonNull(question, "question");
        Objects.requireNonNull(reason, "reason");
    }

    @Override
    public String toString() {
        return question + ": " + reason;
    }
}
