package io.vmm4j.json.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.vmm4j.internal.JsonFields;
import io.vmm4j.json.AgentMessage;
import java.util.List;
import java.util.Map;

/** Writes the messages of an earlier agent. */
public final class AgentJson {

    private AgentJson() {}

    /** A message. */
    public static ObjectNode of(AgentMessage message) {
        ObjectNode json = JsonFields.empty().put("type", message.type().id());
        json.set("data", node(message.data()));
        return json;
    }

    private static JsonNode node(Object value) {
        if (value instanceof Map<?, ?> map) {
            ObjectNode json = JsonFields.empty();
            map.forEach((name, field) -> json.set(String.valueOf(name), node(field)));
            return json;
        }
        if (value instanceof List<?> list) {
            ArrayNode json = JsonNodeFactory.instance.arrayNode();
            list.forEach(element -> json.add(node(element)));
            return json;
        }
        if (value instanceof Boolean flag) {
            return BooleanNode.valueOf(flag);
        }
        if (value instanceof Long number) {
            return LongNode.valueOf(number);
        }
        if (value instanceof String text) {
            return TextNode.valueOf(text);
        }
        throw new IllegalArgumentException("no field of a message: " + value.getClass());
    }
}
