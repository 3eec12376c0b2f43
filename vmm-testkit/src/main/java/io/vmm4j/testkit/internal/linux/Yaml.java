package io.vmm4j.testkit.internal.linux;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** YAML as cloud-init takes it: what is true, and what is a list. */
final class Yaml {

    private static final ObjectMapper MAPPER = new ObjectMapper(new YAMLFactory());
    private static final Set<String> TRUE = Set.of("true", "1", "on", "yes");

    private Yaml() {}

    /** A document that was written by a program; a broken one says nothing. */
    static JsonNode parse(String text) {
        try {
            return read(text);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    /** A document that somebody has written. */
    static JsonNode read(String text) throws JsonProcessingException {
        JsonNode node = MAPPER.readTree(text);
        return node == null || node.isNull() ? MissingNode.getInstance() : node;
    }

    static boolean isTrue(JsonNode node) {
        return TRUE.contains(node.asText("").toLowerCase(Locale.ROOT));
    }

    /** The same of something that may not be there. */
    static boolean isTrue(JsonNode node, boolean absent) {
        return node.isMissingNode() ? absent : isTrue(node);
    }

    /** A text that is there and not empty. */
    static Optional<String> text(JsonNode node) {
        return node.isValueNode() && !node.isNull() && !node.asText().isEmpty()
                ? Optional.of(node.asText())
                : Optional.empty();
    }

    /** The texts of a list; of a single text, itself, cut at commas. */
    static List<String> texts(JsonNode node) {
        List<String> texts = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(each -> texts.add(each.asText()));
        } else {
            text(node).ifPresent(all -> texts.addAll(List.of(all.split("\\s*,\\s*", -1))));
        }
        return texts;
    }
}
