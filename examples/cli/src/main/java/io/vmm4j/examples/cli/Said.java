package io.vmm4j.examples.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** An outcome of one sentence. */
record Said(ObjectNode document, String sentence) implements HostCommand.Outcome {

    @Override
    public JsonNode json() {
        return document;
    }

    @Override
    public void print(Screen out) {
        out.line(sentence);
    }
}
