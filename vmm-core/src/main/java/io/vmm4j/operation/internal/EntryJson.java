package io.vmm4j.operation.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vmm4j.error.Failure;
import io.vmm4j.operation.Leftover;
import io.vmm4j.operation.OperationError;
import io.vmm4j.operation.internal.Entry.Begun;
import io.vmm4j.operation.internal.Entry.Cause;
import io.vmm4j.operation.internal.Entry.Completed;
import io.vmm4j.operation.internal.Entry.Doing;
import io.vmm4j.operation.internal.Entry.Done;
import io.vmm4j.operation.internal.Entry.Ended;
import io.vmm4j.operation.internal.Entry.Remaining;
import io.vmm4j.operation.internal.Entry.Reverting;
import io.vmm4j.operation.internal.Entry.Undoing;
import io.vmm4j.operation.internal.Entry.Undone;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Entries as JSON. */
final class EntryJson {

    private static final String WHAT = "what";
    private static final String STEP = "step";
    private static final String TIME = "time";
    private static final String FAILURE = "failure";
    private static final String ARGUMENTS = "arguments";
    private static final String LEFTOVERS = "leftovers";

    private EntryJson() {}

    static String write(Entry entry) {
        ObjectNode json = Json.object().put(WHAT, word(entry));
        if (entry instanceof Begun begun) {
            json.put("workflow", begun.workflow()).put("subject", begun.subject());
            begun.key().ifPresent(key -> json.put("key", key));
            json.put(TIME, begun.time().toString());
            json.set("request", Json.parse(begun.request()));
        } else if (entry instanceof Doing doing) {
            json.put(STEP, doing.step());
        } else if (entry instanceof Done done) {
            json.put(STEP, done.step()).set("value", Json.parse(done.value()));
        } else if (entry instanceof Undoing undoing) {
            write(json, undoing.cause());
        } else if (entry instanceof Reverting reverting) {
            json.put(STEP, reverting.step());
        } else if (entry instanceof Undone undone) {
            json.put(STEP, undone.step());
        } else if (entry instanceof Remaining remaining) {
            json.put(STEP, remaining.step());
            ArrayNode leftovers = json.putArray(LEFTOVERS);
            remaining.leftovers().forEach(leftover -> write(leftovers.addObject(), leftover));
        } else if (entry instanceof Ended ended) {
            json.put(TIME, ended.time().toString());
        }
        return json.toString();
    }

    private static String word(Entry entry) {
        return entry.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    private static void write(ObjectNode json, Cause cause) {
        json.put("error", cause.error().name());
        write(json.putObject(ARGUMENTS), cause.arguments());
        cause.likely().ifPresent(likely -> json.put("likely", likely));
        cause.failure().ifPresent(failure -> {
            ObjectNode fields = json.putObject(FAILURE)
                    .put("code", failure.code())
                    .put("message", failure.message())
                    .put("hint", failure.hint())
                    .put("retryable", failure.retryable());
            write(fields.putObject(ARGUMENTS), failure.arguments());
        });
    }

    private static void write(ObjectNode json, Map<String, String> texts) {
        texts.forEach(json::put);
    }

    private static void write(ObjectNode json, Leftover leftover) {
        json.put("kind", leftover.kind().name()).put("name", leftover.name());
        ArrayNode removal = json.putArray("removal");
        leftover.removal().forEach(removal::add);
    }

    /**
     * The entry of a document.
     *
     * @throws IllegalArgumentException if it is none
     */
    static Entry read(String document) {
        JsonNode json = Json.parse(document);
        return switch (text(json, WHAT)) {
            case "begun" ->
                new Begun(
                        text(json, "workflow"),
                        text(json, "subject"),
                        optional(json, "key"),
                        json.path("request").toString(),
                        Instant.parse(text(json, TIME)));
            case "doing" -> new Doing(text(json, STEP));
            case "done" -> new Done(text(json, STEP), json.path("value").toString());
            case "undoing" -> new Undoing(cause(json));
            case "reverting" -> new Reverting(text(json, STEP));
            case "undone" -> new Undone(text(json, STEP));
            case "remaining" -> new Remaining(text(json, STEP), leftovers(json.path(LEFTOVERS)));
            case "completed" -> new Completed();
            case "ended" -> new Ended(Instant.parse(text(json, TIME)));
            default -> throw new IllegalArgumentException("unknown entry: " + text(json, WHAT));
        };
    }

    private static Cause cause(JsonNode json) {
        Optional<Failure> failure = Optional.ofNullable(json.get(FAILURE))
                .map(fields -> new Failure(
                        text(fields, "code"),
                        text(fields, "message"),
                        text(fields, "hint"),
                        texts(fields.path(ARGUMENTS)),
                        fields.path("retryable").asBoolean()));
        return new Cause(
                OperationError.valueOf(text(json, "error")),
                texts(json.path(ARGUMENTS)),
                failure,
                optional(json, "likely"));
    }

    private static List<Leftover> leftovers(JsonNode json) {
        List<Leftover> leftovers = new ArrayList<>();
        for (JsonNode one : json) {
            List<String> removal = new ArrayList<>();
            one.path("removal").forEach(word -> removal.add(word.asText()));
            leftovers.add(new Leftover(Leftover.Kind.valueOf(text(one, "kind")), text(one, "name"), removal));
        }
        return leftovers;
    }

    private static Map<String, String> texts(JsonNode json) {
        Map<String, String> texts = new LinkedHashMap<>();
        json.properties()
                .forEach(field -> texts.put(field.getKey(), field.getValue().asText()));
        return texts;
    }

    private static Optional<String> optional(JsonNode json, String name) {
        return Optional.ofNullable(json.get(name)).map(JsonNode::asText);
    }

    private static String text(JsonNode json, String name) {
        return optional(json, name).orElseThrow(() -> new IllegalArgumentException("no " + name));
    }
}
