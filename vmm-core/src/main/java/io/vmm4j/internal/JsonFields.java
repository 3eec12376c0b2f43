package io.vmm4j.internal;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vmm4j.InvalidValueException;
import io.vmm4j.ValueError;
import io.vmm4j.error.Problem;
import io.vmm4j.exec.ShellWords;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The fields of one JSON object: each has the right type, or its path is in the error. Those that nobody asks for are let be, unless
 * {@link #requireNoOthers} is called.
 */
public final class JsonFields {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final String path;
    private final JsonNode object;
    private final Set<String> known = new LinkedHashSet<>();

    private JsonFields(String path, JsonNode object) {
        this.path = path;
        this.object = object;
        if (!object.isObject()) {
            throw wrongType(path.isEmpty() ? "document" : path, object, "an object");
        }
    }

    /** The fields of a whole document. */
    public static JsonFields parse(String document) {
        try {
            return new JsonFields("", MAPPER.readTree(document));
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            throw new InvalidValueException(Problem.of(ValueError.JSON_SYNTAX)
                    .with("reason", e.getOriginalMessage())
                    .with("line", at == null ? "?" : at.getLineNr())
                    .with("column", at == null ? "?" : at.getColumnNr()));
        }
    }

    /** An object without fields, to be filled. */
    public static ObjectNode empty() {
        return MAPPER.createObjectNode();
    }

    /** The one version that can be read. */
    public void requireVersion(String name, int version) {
        JsonNode value = find(name).orElseThrow(() -> missing(name));
        if (!value.isInt() || value.intValue() != version) {
            throw new InvalidValueException(
                    InvalidValueException.problem(ValueError.JSON_VERSION, at(name), value.toString())
                            .with("limit", version));
        }
    }

    /** A string that must be there. */
    public <T> T required(String name, Function<String, T> type) {
        return optional(name, type).orElseThrow(() -> missing(name));
    }

    /** A string that may be there. */
    public <T> Optional<T> optional(String name, Function<String, T> type) {
        return find(name).map(value -> {
            if (!value.isTextual()) {
                throw wrongType(at(name), value, "a string");
            }
            try {
                return type.apply(value.textValue());
            } catch (InvalidValueException e) {
                throw e.forArgument(at(name));
            }
        });
    }

    /** One of these words. */
    public String word(String name, String... words) {
        return oneOf(name, required(name, Function.identity()), words);
    }

    /** One of these constants, by what they print, which must be there. */
    public <T> T constant(String name, T[] constants) {
        return optionalWord(name, constants).orElseThrow(() -> missing(name));
    }

    /** One of these constants, by what they print. */
    public <T> Optional<T> optionalWord(String name, T[] constants) {
        String[] words = Arrays.stream(constants).map(Object::toString).toArray(String[]::new);
        return optional(name, Function.identity())
                .map(text -> constants[List.of(words).indexOf(oneOf(name, text, words))]);
    }

    private String oneOf(String name, String text, String... words) {
        if (!List.of(words).contains(text)) {
            throw new InvalidValueException(InvalidValueException.problem(ValueError.JSON_UNKNOWN_WORD, at(name), text)
                    .with("known", String.join(", ", words)));
        }
        return text;
    }

    /** A whole number. */
    public int integer(String name) {
        JsonNode value = find(name).orElseThrow(() -> missing(name));
        if (!value.isInt()) {
            throw wrongType(at(name), value, "a whole number");
        }
        return value.intValue();
    }

    /** The strings of an array; none if the field is not there. */
    public <T> List<T> strings(String name, Function<String, T> type) {
        List<T> values = new ArrayList<>();
        Optional<JsonNode> array = find(name);
        if (array.isPresent() && !array.get().isArray()) {
            throw wrongType(at(name), array.get(), "an array");
        }
        array.ifPresent(elements -> elements.forEach(element -> {
            String at = at(name) + "[" + values.size() + "]";
            if (!element.isTextual()) {
                throw wrongType(at, element, "a string");
            }
            try {
                values.add(type.apply(element.textValue()));
            } catch (InvalidValueException e) {
                throw e.forArgument(at);
            }
        }));
        return values;
    }

    /** The objects of an array; none if the field is not there. */
    public List<JsonFields> objects(String name) {
        Optional<JsonNode> array = find(name);
        if (array.isEmpty()) {
            return List.of();
        }
        if (!array.get().isArray()) {
            throw wrongType(at(name), array.get(), "an array");
        }
        List<JsonFields> objects = new ArrayList<>();
        for (JsonNode element : array.get()) {
            objects.add(new JsonFields(at(name) + "[" + objects.size() + "]", element));
        }
        return objects;
    }

    /** An object that may be there. */
    public Optional<JsonFields> object(String name) {
        return find(name).map(value -> new JsonFields(at(name), value));
    }

    /** An object that must be there. */
    public JsonFields requiredObject(String name) {
        return object(name).orElseThrow(() -> missing(name));
    }

    /** The strings of an object, by their names; none if it is not there. */
    public Map<String, String> strings(String name) {
        Map<String, String> strings = new LinkedHashMap<>();
        object(name)
                .ifPresent(fields -> fields.object
                        .fieldNames()
                        .forEachRemaining(key -> strings.put(key, fields.required(key, Function.identity()))));
        return strings;
    }

    /** A whole number that may be there. */
    public OptionalLong number(String name) {
        Optional<JsonNode> value = find(name);
        if (value.isEmpty()) {
            return OptionalLong.empty();
        }
        if (!value.get().canConvertToExactIntegral() || !value.get().canConvertToLong()) {
            throw wrongType(at(name), value.get(), "a whole number");
        }
        return OptionalLong.of(value.get().longValue());
    }

    /** A whole number that must be there and at least 0. */
    public long count(String name) {
        return atLeast(0, name);
    }

    /** A whole number that must be there and more than 0. */
    public long positive(String name) {
        return atLeast(1, name);
    }

    private long atLeast(long least, String name) {
        long value = number(name).orElseThrow(() -> missing(name));
        if (value < least) {
            throw new InvalidValueException(
                    InvalidValueException.problem(ValueError.JSON_UNKNOWN_WORD, at(name), Long.toString(value))
                            .with("known", "a number from " + least));
        }
        return value;
    }

    /** True or false, which must be there. */
    public boolean flag(String name) {
        JsonNode value = find(name).orElseThrow(() -> missing(name));
        if (!value.isBoolean()) {
            throw wrongType(at(name), value, "true or false");
        }
        return value.booleanValue();
    }

    /** A moment in the form of ISO 8601, in UTC, which must be there. */
    public Instant moment(String name) {
        String text = required(name, Function.identity());
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new InvalidValueException(
                    InvalidValueException.problem(ValueError.JSON_UNKNOWN_WORD, at(name), ShellWords.display(text))
                            .with("known", "2026-03-01T12:00:00Z and the like"));
        }
    }

    /** A value made of several fields; a rule that it breaks is this object's. */
    public <T> T make(Supplier<T> maker) {
        try {
            return maker.get();
        } catch (InvalidValueException e) {
            throw e.forArgument(path);
        }
    }

    /** Refuses every field that was not asked for. */
    public void requireNoOthers() {
        Iterator<String> names = object.fieldNames();
        while (names.hasNext()) {
            String name = names.next();
            if (!known.contains(name)) {
                throw new InvalidValueException(
                        InvalidValueException.problem(ValueError.JSON_UNKNOWN_FIELD, at(ShellWords.display(name)), "")
                                .with("known", String.join(", ", known)));
            }
        }
    }

    private Optional<JsonNode> find(String name) {
        known.add(name);
        return Optional.ofNullable(object.get(name));
    }

    private String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private InvalidValueException missing(String name) {
        return InvalidValueException.of(ValueError.JSON_MISSING_FIELD, at(name), "");
    }

    private static InvalidValueException wrongType(String at, JsonNode value, String wanted) {
        String type = value.isMissingNode()
                ? "nothing"
                : value.getNodeType().toString().toLowerCase(Locale.ROOT);
        return new InvalidValueException(InvalidValueException.problem(ValueError.JSON_WRONG_TYPE, at, type)
                .with("wanted", wanted));
    }
}
