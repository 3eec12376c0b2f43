package io.vmm4j.examples.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.vmm4j.json.VmmJson;
import io.vmm4j.plan.Plan;

/**
 * A plan, as a dry run or as what was done.
 *
 * @param plan the plan
 * @param done how much of it has been done
 */
record Planned(Plan plan, Done done) implements HostCommand.Outcome {

    /** How much of a plan has been done. */
    enum Done {
        NOTHING,
        ALL
    }

    @Override
    public JsonNode json() {
        return Json.document(VmmJson.of(plan)).put("applied", done == Done.ALL);
    }

    @Override
    public void print(Screen out) {
        plan.toString().lines().forEach(out::line);
        if (!plan.isEmpty()) {
            out.line(done == Done.ALL ? whenDone() : "Nothing was done: this was a dry run.");
        }
    }

    private String whenDone() {
        return plan.probation().isPresent() ? "Done, and confirmed over a new connection." : "Done.";
    }
}
