package io.vmm4j.examples.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vmm4j.pf.NetworkSpec;

/**
 * A plan for a network, as a dry run or as what was done.
 *
 * @param network what it is to be, or was until it is removed
 * @param planned the plan
 */
record NetworkPlanned(NetworkSpec network, Planned planned) implements HostCommand.Outcome {

    @Override
    public JsonNode json() {
        ObjectNode json = (ObjectNode) planned.json();
        json.set("network", Json.document(network.toJson()));
        return json;
    }

    @Override
    public void print(Screen out) {
        planned.print(out);
    }
}
