package io.vmm4j.operation.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** JSON as text. */
public final class Json {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /**
     * The value of a document.
     *
     * @throws IllegalArgumentException if it is none
     */
    static JsonNode parse(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
    }

    /** The same document on one line. */
    public static String normal(String json) {
        return parse(json).toString();
    }

    /** A text as a document. */
    public static String quote(String text) {
        return JsonNodeFactory.instance.textNode(text).toString();
    }

    /** The text of a document. */
    public static String unquote(String json) {
        JsonNode node = parse(json);
        if (!node.isTextual()) {
            throw new IllegalArgumentException("not a text: " + node.getNodeType());
        }
        return node.textValue();
    }

    /** Documents as one. */
    public static String array(List<String> elements) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        elements.forEach(element -> array.add(parse(element)));
        return array.toString();
    }

    /** The documents of one. */
    public static List<String> elements(String json) {
        List<String> elements = new ArrayList<>();
        parse(json).forEach(element -> elements.add(element.toString()));
        return elements;
    }
}
