package io.vmm4j.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.vmm4j.InvalidValueException;
import io.vmm4j.ValueError;
import io.vmm4j.exec.ShellWords;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** The fields of one JSON object, read strictly: each has a known name and the right type, or its path is in the error. */
public final class JsonFields {

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
    public static JsonFields of(JsonNode document) {
        return new JsonFields("", document);
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

    /** Whether a field is there and true. */
    public boolean flag(String name) {
        Optional<JsonNode> value = find(name);
        if (value.isPresent() && !value.get().isBoolean()) {
            throw wrongType(at(name), value.get(), "true or false");
        }
        return value.isPresent() && value.get().booleanValue();
    }

    /** An object that may be there. */
    public Optional<JsonFields> object(String name) {
        return find(name).map(value -> new JsonFields(at(name), value));
    }

    /** An object that must be there. */
    public JsonFields requiredObject(String name) {
        return object(name).orElseThrow(() -> missing(name));
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
