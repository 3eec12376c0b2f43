package io.vmm4j.json;

import io.vmm4j.json.internal.AgentJson;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A message as an earlier agent for vmm(4) sent it. Immutable.
 *
 * @param type its type
 * @param data its fields: strings, long numbers, booleans, and lists and maps of these
 */
public record AgentMessage(AgentMessageType type, Map<String, Object> data) {

    public AgentMessage {
        Objects.requireNonNull(type, "type");
        data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
    }

    /** As a JSON document on one line, with the fields {@code type} and {@code data}. */
    public String toJson() {
        return AgentJson.of(this).toString();
    }
}
