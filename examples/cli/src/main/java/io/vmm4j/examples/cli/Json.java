package io.vmm4j.examples.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vmm4j.json.VmmJson;
import java.util.Locale;

/** Documents of the SDK, with what only this program has to add. */
final class Json {

    private static final String VERSION = "version";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    /** A document of this program's own, to be filled. */
    static ObjectNode object() {
        return MAPPER.createObjectNode().put(VERSION, VmmJson.VERSION);
    }

    /** A document of the SDK, to be added to. */
    static ObjectNode document(String json) {
        try {
            return MAPPER.readValue(json, ObjectNode.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the SDK writes JSON", e);
        }
    }

    /** A document of the SDK, to be part of another. */
    static ObjectNode part(String json) {
        ObjectNode part = document(json);
        part.remove(VERSION);
        return part;
    }

    static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
