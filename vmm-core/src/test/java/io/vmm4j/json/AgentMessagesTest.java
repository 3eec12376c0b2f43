package io.vmm4j.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vmm4j.StopOutcome;
import io.vmm4j.VmName;
import io.vmm4j.error.VmmException;
import io.vmm4j.event.EventType;
import io.vmm4j.event.HostEvent;
import io.vmm4j.host.Initialization;
import io.vmm4j.operation.Progress;
import io.vmm4j.plan.Plan;
import io.vmm4j.time.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class AgentMessagesTest {

    private static final VmName WEB = Samples.WEB;
    private static final Progress PROGRESS =
            new Progress("o-1", "web", "creating_disk", 3, 15, 13, Duration.ofSeconds(70), "Making web.qcow2.");

    private final VmmException failure = Samples.leftSomething();

    private final AgentMessages messages = AgentMessages.of("vmhost", "h-1", Timeline.system());

    private Map<AgentMessageType, AgentMessage> one() {
        Map<AgentMessageType, AgentMessage> one = new EnumMap<>(AgentMessageType.class);
        for (AgentMessage message : List.of(
                messages.virtualizationSupport(Samples.PROBE),
                messages.list(List.of(Samples.VM)),
                messages.creationProgress(PROGRESS),
                messages.created(Samples.VM),
                messages.creationFailed(WEB, failure),
                messages.started(Samples.VM),
                messages.stopped(WEB, StopOutcome.FORCED),
                messages.restarted(Samples.VM),
                messages.deleted(WEB),
                messages.status(Samples.VM),
                messages.initialized(Samples.INITIALIZATION),
                messages.initializationFailed(Samples.needsReboot()))) {
            one.put(message.type(), message);
        }
        return one;
    }

    @ParameterizedTest
    @EnumSource(AgentMessageType.class)
    void each_message_has_the_fields_that_are_documented(AgentMessageType type) {
        AgentMessage message = one().get(type);
        Set<String> fields = new TreeSet<>(message.data().keySet());
        if (Boolean.FALSE.equals(message.data().get("success"))) {
            assertThat(fields).contains("error", "error_code", "hint", "retryable");
            fields.removeAll(Set.of("error_code", "hint", "retryable"));
        }
        fields.removeIf(field -> field.endsWith("_evidence"));
        Set<String> documented = new TreeSet<>(DocumentedJsonTest.documentedFields(type));
        documented.remove("..._evidence");

        assertThat(fields).isEqualTo(documented);
        assertThat(Instant.parse((String) message.data().get("timestamp"))).isNotNull();
    }

    @Test
    void the_names_are_those_of_the_earlier_agent() {
        assertThat(AgentMessageType.values())
                .extracting(AgentMessageType::id)
                .containsExactly(
                        "virtualization_support_update",
                        "child_host_list_update",
                        "child_host_creation_progress",
                        "child_host_created",
                        "child_host_creation_failed",
                        "child_host_started",
                        "child_host_stopped",
                        "child_host_restarted",
                        "child_host_deleted",
                        "child_host_status_update",
                        "vmm_initialized",
                        "vmm_initialization_failed");
        assertThat(AgentCommand.of("create_child_host")).contains(AgentCommand.CREATE_CHILD_HOST);
        assertThat(AgentCommand.of("create")).isEmpty();
    }

    @Test
    void a_list_has_an_entry_for_each_vm_by_its_name() throws Exception {
        JsonNode json = new ObjectMapper()
                .readTree(
                        messages.list(List.of(Samples.VM, Samples.FROM_KERNEL)).toJson());

        assertThat(json.get("type").asText()).isEqualTo("child_host_list_update");
        assertThat(json.at("/data/count").asInt()).isEqualTo(2);
        assertThat(json.at("/data/hostname").asText()).isEqualTo("vmhost");
        JsonNode web = json.at("/data/child_hosts/0");
        assertThat(web.get("child_name").asText()).isEqualTo("web");
        assertThat(web.get("child_type").asText()).isEqualTo("vmm");
        assertThat(web.get("vm_id").asInt()).isEqualTo(3);
        assertThat(web.get("status").asText()).as("not guessed").isEqualTo("unknown");
        assertThat(json.at("/data/child_hosts/1/status").asText()).isEqualTo("stopped");
    }

    @Test
    void a_host_that_cannot_be_asked_sends_no_empty_list() {
        AgentMessage message = messages.listFailed(failure);

        assertThat(message.data()).containsEntry("success", false).doesNotContainKeys("child_hosts", "count");
    }

    @Test
    void progress_has_what_the_earlier_one_lacked() {
        assertThat(messages.creationProgress(PROGRESS).data())
                .containsEntry("child_name", "web")
                .containsEntry("step", "creating_disk")
                .containsEntry("step_number", 3L)
                .containsEntry("step_total", 15L)
                .containsEntry("percent", 13L)
                .containsEntry("elapsed_seconds", 70L);
    }

    @Test
    void a_failure_names_the_vm_and_says_what_to_do() {
        AgentMessage message = messages.failed(AgentMessageType.CHILD_HOST_DELETED, WEB, failure);

        assertThat(message.data())
                .containsEntry("success", false)
                .containsEntry("child_name", "web")
                .containsEntry("child_type", "vmm")
                .containsEntry("error_code", "vm-leftovers")
                .containsEntry("hint", failure.hint());
    }

    @Test
    void a_reboot_that_is_needed_is_told_on_success_and_on_failure() {
        Plan nothing = new Plan("initialize vmm(4)", "local:", List.of(), List.of(), "f");

        assertThat(messages.initialized(Samples.INITIALIZATION).data())
                .containsEntry("needs_reboot", true)
                .containsEntry("already_enabled", false);
        assertThat(messages.initialized(new Initialization(nothing, Samples.PROBE, false))
                        .data())
                .containsEntry("needs_reboot", false)
                .containsEntry("already_enabled", true);
        assertThat(messages.initializationFailed(Samples.needsReboot()).data()).containsEntry("needs_reboot", true);
        assertThat(messages.initializationFailed(failure).data()).containsEntry("needs_reboot", false);
    }

    static List<HostEvent> events() {
        return Samples.events();
    }

    @ParameterizedTest
    @MethodSource("events")
    void an_event_of_a_vm_is_a_message_with_its_number_and_time(HostEvent event) {
        Optional<AgentMessage> message = messages.of(event);

        if (!event.type().id().startsWith("vm-")) {
            assertThat(message).isEmpty();
            return;
        }
        assertThat(message).get().satisfies(sent -> {
            String expected = switch (event.type()) {
                case VM_STARTED -> "child_host_started";
                case VM_STOPPED -> "child_host_stopped";
                case VM_RESTARTED -> "child_host_restarted";
                default -> "child_host_status_update";
            };
            assertThat(sent.type().id()).isEqualTo(expected);
            assertThat(sent.data())
                    .containsEntry("child_name", "web")
                    .containsEntry("child_type", "vmm")
                    .containsEntry("event", event.type().id())
                    .containsEntry("sequence", 1L)
                    .containsEntry("timestamp", "2026-03-01T12:00:00Z")
                    .containsEntry("status", event.type() == EventType.VM_VANISHED ? "vanished" : "unknown");
        });
    }
}
