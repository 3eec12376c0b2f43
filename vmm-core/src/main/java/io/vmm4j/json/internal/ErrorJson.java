package io.vmm4j.json.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vmm4j.error.Failure;
import io.vmm4j.error.VmmException;
import io.vmm4j.host.InitializationException;
import io.vmm4j.internal.JsonFields;
import io.vmm4j.plan.PlanException;
import java.util.Optional;

/** Writes what went wrong. Transcripts are left out: they are for people who look at one error, and long. */
public final class ErrorJson {

    /** The fact in which errors name the command that removes what they left behind. */
    private static final String REMAINS = "remains";

    private ErrorJson() {}

    /** An exception, with what it left behind. */
    public static ObjectNode of(VmmException exception) {
        ObjectNode error = fields(Failure.of(exception));
        ArrayNode leftovers = error.putArray("leftovers");
        if (exception instanceof PlanException plan) {
            plan.remaining().forEach(change -> leftovers.addObject().put("summary", change.summary()));
        }
        Optional.ofNullable(exception.arguments().get(REMAINS))
                .ifPresent(command -> leftovers.addObject().put("command", command));
        if (exception instanceof InitializationException initialization) {
            error.put("rebootRequired", initialization.rebootRequired());
        }
        return wrapped(error);
    }

    /** A failure. */
    public static ObjectNode of(Failure failure) {
        return wrapped(fields(failure));
    }

    private static ObjectNode wrapped(ObjectNode error) {
        ObjectNode json = JsonFields.empty();
        json.set("error", error);
        return json;
    }

    static ObjectNode fields(Failure failure) {
        ObjectNode json = JsonFields.empty()
                .put("code", failure.code())
                .put("message", failure.message())
                .put("hint", failure.hint())
                .put("retryable", failure.retryable());
        ObjectNode arguments = json.putObject("arguments");
        failure.arguments().forEach(arguments::put);
        return json;
    }
}
