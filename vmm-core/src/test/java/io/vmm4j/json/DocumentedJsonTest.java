package io.vmm4j.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vmm4j.StopOutcome;
import io.vmm4j.event.Bookmark;
import io.vmm4j.event.EventType;
import io.vmm4j.event.HostEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** JSON.md says what is written, no more and no less. */
class DocumentedJsonTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    private final Map<String, SortedSet<String>> written = new LinkedHashMap<>();

    private static JsonNode read(String json) {
        try {
            assertThat(json).as("one line").doesNotContain("\n");
            return MAPPER.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The cells of the rows of the tables in this section. */
    private static List<List<String>> rows(String section) {
        String page;
        try {
            page = Files.readString(Path.of("JSON.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String from = page.substring(page.indexOf("\n## " + section + "\n") + 4);
        int end = from.indexOf("\n## ");
        return (end < 0 ? from : from.substring(0, end))
                .lines()
                .filter(line -> line.startsWith("| ") && line.contains("`"))
                .map(line -> Arrays.stream(line.substring(1).split("\\|"))
                        .map(String::strip)
                        .toList())
                .toList();
    }

    private void document(String object, String json) {
        JsonNode node = read(json);
        assertThat(node.get("version").asInt()).isEqualTo(1);
        note("every document", Set.of("version"));
        object(object, node);
        written.get(object).remove("version");
    }

    private void object(String object, JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        note(object, Set.copyOf(names));
        assertThat(node).as("nothing is null").noneMatch(JsonNode::isNull);
    }

    private void note(String object, Set<String> names) {
        written.computeIfAbsent(object, o -> new TreeSet<>()).addAll(names);
    }

    private void each(String object, JsonNode array) {
        assertThat(array).isNotEmpty();
        array.forEach(element -> object(object, element));
    }

    @Test
    void every_field_is_documented_and_every_documented_field_is_written() {
        for (HostEvent event : Samples.events()) {
            String json = VmmJson.of(event);
            document("event", json);
            if (read(json).has("vm")) {
                object("VM at a look", read(json).get("vm"));
            }
            if (read(json).has("error")) {
                object("error", read(json).get("error"));
            }
        }
        document("snapshot", VmmJson.of(Samples.snapshot()));
        document("bookmark", VmmJson.of(new Bookmark(Samples.snapshot(), Samples.TIME, 5)));
        document("VM", VmmJson.of(Samples.VM));
        object("specification", read(VmmJson.of(Samples.VM)).get("spec"));
        object("specification", read(VmmJson.of(Samples.FROM_KERNEL)).get("spec"));
        document("list of VMs", VmmJson.of("local:", List.of(Samples.VM)));
        document("row of vmctl status", VmmJson.of(Samples.ROW));
        document("stop", VmmJson.of(Samples.WEB, StopOutcome.FORCED));
        document("address", VmmJson.of(Samples.ADDRESS));
        String probe = VmmJson.of("local:", Samples.PROBE);
        document("probe", probe);
        object("finding", read(probe).get("firmware"));
        object("role", read(probe).get("role"));
        String diagnosis = VmmJson.of(Samples.DIAGNOSIS);
        document("diagnosis", diagnosis);
        each("symptom", read(diagnosis).get("symptoms"));
        each("open question", read(diagnosis).get("open"));
        document("plan", VmmJson.of(Samples.PLAN));
        each("change", read(VmmJson.of(Samples.PLAN)).get("changes"));
        document("initialization", VmmJson.of(Samples.INITIALIZATION));
        document("reboot preparation", VmmJson.of("local:", Samples.PREPARATION));
        each("stop", read(VmmJson.of("local:", Samples.PREPARATION)).get("stopped"));
        document("reboot recovery", VmmJson.of("local:", Samples.RECOVERY));
        for (io.vmm4j.error.VmmException error :
                List.of(Samples.leftSomething(), Samples.halfDone(), Samples.needsReboot())) {
            String json = VmmJson.of(error);
            document("failure", json);
            object("error", read(json).get("error"));
            read(json).at("/error/leftovers").forEach(leftover -> object("leftover", leftover));
        }

        Map<String, SortedSet<String>> documented = new LinkedHashMap<>();
        for (List<String> row : rows("Fields")) {
            Matcher name = CODE.matcher(row.get(1));
            assertThat(name.find()).isTrue();
            documented.computeIfAbsent(row.get(0), object -> new TreeSet<>()).add(name.group(1));
        }
        assertThat(documented).isEqualTo(written);
    }

    @Test
    void every_kind_of_event_is_documented_with_its_meaning() {
        assertThat(rows("Events"))
                .containsExactlyElementsOf(Arrays.stream(EventType.values())
                        .map(type -> List.of("`" + type.id() + "`", type.description()))
                        .toList());
    }

    @Test
    void there_is_a_sample_of_every_kind_of_event() {
        assertThat(Samples.events()).extracting(HostEvent::type).containsExactlyInAnyOrder(EventType.values());
    }

    @Test
    void every_command_of_the_earlier_agent_is_documented_with_what_does_it_and_answers_it() {
        List<List<String>> commands = rows("Messages of an earlier agent").stream()
                .filter(row -> row.size() == 4)
                .toList();

        assertThat(commands)
                .containsExactlyElementsOf(Arrays.stream(AgentCommand.values())
                        .map(command -> List.of(
                                "`" + command.id() + "`",
                                "`" + command.call() + "`",
                                "`" + command.answer() + "`",
                                command.failure() == command.answer() ? "the same" : "`" + command.failure() + "`"))
                        .toList());
    }

    /** The fields that a message of this type may have, by the page: those of its row, and those of every message. */
    static Set<String> documentedFields(AgentMessageType type) {
        SortedSet<String> fields = new TreeSet<>(List.of("timestamp", "host_id"));
        for (List<String> row : rows("Messages of an earlier agent")) {
            if (row.get(0).equals("`" + type.id() + "`")) {
                row.subList(1, row.size()).forEach(cell -> {
                    Matcher name = CODE.matcher(cell);
                    while (name.find()) {
                        fields.add(name.group(1));
                    }
                });
            }
        }
        return fields;
    }
}
