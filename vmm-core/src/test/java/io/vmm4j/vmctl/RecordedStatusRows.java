package io.vmm4j.vmctl;

import static io.vmm4j.vmctl.Row.satisfies;
import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.RecordedCommand;
import io.vmm4j.VmId;
import io.vmm4j.VmName;
import io.vmm4j.VmStatus;
import io.vmm4j.exec.Query;
import java.util.List;
import java.util.stream.Stream;

final class RecordedStatusRows {

    private static final Vmctl VMCTL = Vmctl.asUser();

    private RecordedStatusRows() {}

    static Stream<Row> rows() {
        Query<StatusTable> all = VMCTL.status();
        return Stream.of(
                table("vmctl-status-after-broken-reload", all, "a"),
                table("vmctl-status-after-reset", all),
                table("vmctl-status-all-stopped", all, "web-1", "db", "off"),
                table("vmctl-status-byname", VMCTL.status(VmName.of("x1")), "x1"),
                table("vmctl-status-disabled", VMCTL.status(VmName.of("off")), "off"),
                table("vmctl-status-long-owners", all, "al", "grpvm", "rootvm", "tmpl", "longo", "longg", "nouid"),
                table("vmctl-status-none", all),
                table("vmctl-status-owner-root-started", all, "off", "db", "web-1", "grp", "tail"),
                table("vmctl-status-owner-started", all, "grpvm", "al", "rootvm", "tmpl", "longo", "longg", "nouid"),
                table("vmctl-status-paused", all, "idle"),
                table("vmctl-status-r-all-stopped", all).otherwise(),
                table("vmctl-status-r-none", all).otherwise(),
                table("vmctl-status-r-running", all, "db", "web-1").otherwise(),
                table("vmctl-status-reload-started-enabled", all, "a", "c", "new", "b"),
                table("vmctl-status-running-stopped", all, "db", "web-1", "off", "grp", "tail"),
                table("vmctl-status-staggered", all, "s1", "s2", "s3", "s4"),
                table("vmctl-status-staggered2", all, "s3", "s1", "s2", "s4"),
                table("vmctl-status-stopping", all, "web-1", "db", "off"),
                table("vmctl-status-two-running", all, "db", "web-1", "off"),
                table("vmctl-status-unknown-exit0", VMCTL.status(VmId.of(99))),
                table("vmctl-status-unknown-none", VMCTL.status(VmName.of("nosuch"))),
                table("vmctl-status-waiting", all, "web-1", "db", "off", "grp", "tail"),
                table("guest-bnet-status-waiting-at-prompt", all, "web-1"),
                table("guest-pause-status", VMCTL.status(VmName.of("g2")), "g2"),
                table("guest-unpause-status", VMCTL.status(VmName.of("g2")), "g2"));
    }

    /** These VMs, in this order, and field by field what was printed. */
    private static Row table(String recording, Query<StatusTable> query, String... names) {
        return satisfies(recording, query, table -> {
            assertThat(table.vms()).extracting(vm -> vm.name().value()).containsExactly(names);
            assertThat(table.vms()).extracting(RecordedStatusRows::printed).isEqualTo(rowsOf(recording));
            assertThat(table.warnings()).isEmpty();
        });
    }

    private static List<String> rowsOf(String recording) {
        return RecordedCommand.load(recording)
                .stdout()
                .lines()
                .skip(1)
                .map(line -> line.strip().replaceAll(" +", " "))
                .toList();
    }

    private static String printed(VmStatus vm) {
        assertThat(vm.stateText()).contains(vm.state().toString());
        assertThat(vm.otherColumns()).isEmpty();
        assertThat(vm.details()).isEmpty();
        return String.join(
                " ",
                vm.id().toString(),
                vm.pid().isPresent() ? Long.toString(vm.pid().getAsLong()) : "-",
                Integer.toString(vm.vcpus()),
                vm.maxMemory(),
                vm.currentMemory().orElse("-"),
                vm.tty().orElse("-"),
                vm.owner(),
                vm.stateText().orElseThrow(),
                vm.name().value());
    }
}
