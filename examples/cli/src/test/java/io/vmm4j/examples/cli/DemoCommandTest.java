package io.vmm4j.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class DemoCommandTest {

    private static final List<String> STEPS =
            List.of("connect", "probe", "create", "address", "log in", "run", "list", "restart", "stop", "delete");

    @Test
    void the_demonstration_tells_each_step_and_how_many_commands_it_took() {
        Run run = Run.vmm("demo");

        assertThat(run.status()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .startsWith("The life of a VM on a simulated OpenBSD host")
                .contains("simulated: nothing outside this process is touched")
                .contains("uname -srnm: OpenBSD web1 7.9 amd64")
                .doesNotContain("\u001b");
        List<String> rows =
                run.lines().stream().filter(line -> line.startsWith("  ")).toList();
        assertThat(rows)
                .hasSize(STEPS.size() + 1)
                .allSatisfy(row -> assertThat(row).hasSameSizeAs(rows.get(0)));
        assertThat(rows.subList(1, rows.size()))
                .map(row -> row.substring(2, 11).strip())
                .isEqualTo(STEPS);
    }

    @Test
    void no_step_takes_more_commands_than_the_sdk_promises() {
        Run run = Run.vmm("demo", "--json");

        assertThat(run.status()).isZero();
        JsonNode json = run.json();
        assertThat(json.get("simulated").asBoolean()).isTrue();
        assertThat(json.get("steps")).map(step -> step.get("name").asText()).isEqualTo(STEPS);
        assertThat(commands(json, "probe")).isEqualTo(1);
        assertThat(commands(json, "create")).isBetween(1, 6);
        assertThat(commands(json, "list")).isEqualTo(1);
        assertThat(commands(json, "restart")).isBetween(1, 3);
        assertThat(commands(json, "stop")).isEqualTo(1);
        assertThat(commands(json, "delete")).isBetween(1, 3);
        assertThat(json.get("commands").asInt())
                .isEqualTo(STEPS.stream().mapToInt(step -> commands(json, step)).sum());
    }

    private static int commands(JsonNode json, String name) {
        for (JsonNode step : json.get("steps")) {
            if (step.get("name").asText().equals(name)) {
                return step.get("commands").asInt();
            }
        }
        throw new AssertionError("no step " + name);
    }
}
