package io.vmm4j.examples.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vmm4j.pf.UplinkMove;

/**
 * The move of a host's addresses, as a dry run or as what was done.
 *
 * @param move the move
 * @param done how much of it has been done
 */
record UplinkPlanned(UplinkMove move, Planned.Done done) implements HostCommand.Outcome {

    @Override
    public JsonNode json() {
        ObjectNode json = (ObjectNode) planned().json();
        json.putObject("uplink")
                .put("interface", move.interfaceName())
                .put("address", move.address().toString())
                .put("device", move.device())
                .put("hostPort", move.hostPort());
        return json;
    }

    @Override
    public void print(Screen out) {
        planned().print(out);
        if (done == Planned.Done.NOTHING && !move.plan().isEmpty()) {
            out.line("To agree to it: --agreed " + move.interfaceName() + "=" + move.address());
        }
    }

    private Planned planned() {
        return new Planned(move.plan(), done);
    }
}
