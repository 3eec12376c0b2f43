package io.vmm4j.event;

import static io.vmm4j.event.Snapshots.down;
import static io.vmm4j.event.Snapshots.idle;
import static io.vmm4j.event.Snapshots.up;
import static io.vmm4j.event.Snapshots.vm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmm4j.VmName;
import io.vmm4j.VmState;
import io.vmm4j.event.HostSnapshot.Vmd;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DifferenceTest {

    private static List<String> types(HostSnapshot before, HostSnapshot after) {
        return HostSnapshot.difference(before, after).stream()
                .map(what -> what.type().id())
                .toList();
    }

    /** {@code running:1:7} is a VM that process 7 runs, {@code stopped:1} one that no process runs, {@code -} none. */
    private static HostSnapshot host(String text) {
        if (text.equals("-")) {
            return up();
        }
        String[] parts = text.split(":");
        VmState state = VmState.valueOf(parts[0].toUpperCase(java.util.Locale.ROOT));
        long id = Long.parseLong(parts[1]);
        return up(parts.length > 2 ? vm("web", state, id, Long.parseLong(parts[2])) : idle("web", state, id));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "nothing",
            value = {
                "-|running:1:7|vm-appeared",
                "-|unknown:1|vm-appeared",
                "running:1:7|-|vm-vanished",
                "stopped:1|running:1:7|vm-started",
                "waiting:1|running:1:7|vm-started",
                "stopped:1|paused:1:7|vm-started vm-paused",
                "stopped:1|stopping:1:7|vm-started vm-stopping",
                "stopped:1|unknown:1:7|vm-started vm-became-unknown",
                "stopped:1|waiting:1|vm-waiting",
                "waiting:1|stopped:1|vm-changed",
                "running:1:7|stopping:1:7|vm-stopping",
                "stopping:1:7|stopped:1|vm-stopped",
                "running:1:7|stopped:1|vm-stopped",
                "running:1:7|waiting:1|vm-stopped vm-waiting",
                "running:1:7|paused:1|vm-stopped",
                "paused:1:7|paused:1|vm-stopped",
                "running:1:7|paused:1:7|vm-paused",
                "paused:1:7|running:1:7|vm-unpaused",
                "stopping:1:7|running:1:7|vm-changed",
                "running:1:7|running:1:8|vm-restarted",
                "running:1:7|running:2:8|vm-restarted",
                "running:1:7|running:2:7|vm-restarted",
                "running:1:7|paused:1:8|vm-restarted vm-paused",
                "paused:1:7|running:1:8|vm-restarted",
                "stopped:1|stopped:2|vm-changed",
                "running:1:7|unknown:1:7|vm-became-unknown",
                "running:1:7|unknown:1|vm-became-unknown",
                "unknown:1:7|running:1:7|vm-changed",
                "unknown:1:7|paused:1:7|vm-paused",
                "unknown:1|stopped:1|vm-stopped",
                "unknown:1|waiting:1|vm-waiting",
                "unknown:1|running:1:7|vm-started",
                "running:1:7|running:1:7|nothing",
            })
    void what_a_vm_did_between_two_looks(String before, String after, @org.jspecify.annotations.Nullable String types) {
        assertThat(types(host(before), host(after))).isEqualTo(types == null ? List.of() : List.of(types.split(" ")));
    }

    @Test
    void a_vm_is_found_by_its_exact_name() {
        assertThat(types(up(vm("web", VmState.RUNNING, 1, 7)), up(vm("we", VmState.RUNNING, 1, 7))))
                .containsExactly("vm-appeared", "vm-vanished");
    }

    @Test
    void a_restart_tells_of_both_processes() {
        ObservedVm before = vm("web", VmState.RUNNING, 1, 7);
        ObservedVm after = vm("web", VmState.RUNNING, 1, 8);

        assertThat(HostSnapshot.difference(up(before), up(after)))
                .containsExactly(new VmOccurrence.Restarted(after, before));
    }

    @Test
    void vmd_that_went_down_makes_vms_unknown_and_not_stopped() {
        HostSnapshot before = up(vm("web", VmState.RUNNING, 1, 7), idle("mail", VmState.STOPPED, 2));
        HostSnapshot after = down(
                ObservedVm.unknown(VmName.of("web"), Optional.empty()),
                ObservedVm.unknown(VmName.of("mail"), Optional.empty()));

        assertThat(types(before, after)).containsExactly("vmd-down", "vm-became-unknown", "vm-became-unknown");
        assertThat(types(after, before)).containsExactly("vmd-up", "vm-stopped", "vm-started");
    }

    @Test
    void a_definition_is_the_vms_and_a_configuration_the_files() {
        ObservedVm web = vm("web", VmState.RUNNING, 1, 7);
        ObservedVm redefined = new ObservedVm(
                web.name(),
                web.state(),
                web.stateText(),
                web.id(),
                web.pid(),
                web.maxMemory(),
                web.tty(),
                web.owner(),
                Optional.of("d2"));

        assertThat(types(
                        Snapshots.snapshot(Vmd.UP, Optional.of("f1"), List.of(web)),
                        Snapshots.snapshot(Vmd.UP, Optional.of("f2"), List.of(redefined))))
                .containsExactly("configuration-changed", "vm-definition-changed");
    }

    @Test
    void a_look_that_was_made_stays_made() {
        assertThatThrownBy(() -> HostSnapshot.difference(up(), HostSnapshot.NONE))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(HostSnapshot.difference(HostSnapshot.NONE, HostSnapshot.NONE))
                .isEmpty();
    }

    @Provide
    Arbitrary<HostSnapshot> snapshots() {
        return Snapshots.any();
    }

    @Provide
    Arbitrary<List<HostSnapshot>> histories() {
        return Snapshots.any().list().ofMaxSize(12);
    }

    @Property(tries = 2000)
    void there_are_events_if_and_only_if_something_is_different(
            @ForAll("snapshots") HostSnapshot before, @ForAll("snapshots") HostSnapshot after) {
        assertThat(HostSnapshot.difference(before, after).isEmpty()).isEqualTo(before.equals(after));
    }

    @Property(tries = 2000)
    void all_events_replayed_give_the_last_snapshot(@ForAll("histories") List<HostSnapshot> history) {
        List<HostEvent> events = new ArrayList<>();
        HostSnapshot last = HostSnapshot.NONE;
        for (HostSnapshot next : history) {
            for (Occurrence what : HostSnapshot.difference(last, next)) {
                events.add(new HostEvent("local:", Instant.EPOCH, events.size() + 1L, what));
            }
            last = next;
        }

        assertThat(HostSnapshot.replay(events)).isEqualTo(last);
        assertThat(Bookmark.START.after(events).snapshot()).isEqualTo(last);
    }

    @Test
    void a_bookmark_notices_that_an_event_is_missing() {
        HostEvent second = new HostEvent("local:", Instant.EPOCH, 2, new Occurrence.VmdUp());

        assertThatThrownBy(() -> Bookmark.START.after(List.of(second))).hasMessage("event 2 does not follow event 0");
    }
}
