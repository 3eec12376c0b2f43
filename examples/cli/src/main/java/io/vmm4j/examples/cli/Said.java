package io.vmm4j.examples.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;

/** An outcome of one sentence. */
record Said(ObjectNode document, String sentence) implements HostCommand.Outcome {

    @Override
    public JsonNode json() {
        return document;
    }

    @Override
    public void print(PrintWriter out, Style style) {
        out.println(sentence);
    }
}
