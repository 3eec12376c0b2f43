package io.vmm4j.vmctl;

import static io.vmm4j.RecordedCommand.answer;
import static io.vmm4j.RecordedCommand.sample;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vmm4j.VmId;
import io.vmm4j.VmName;
import io.vmm4j.VmState;
import io.vmm4j.VmStatus;
import io.vmm4j.exec.Query;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("scenarios 40, 41: the table of vmctl status in all its forms")
class StatusTableTest {

    private static final String HEADER = "   ID   PID VCPUS  MAXMEM  CURMEM     TTY        OWNER    STATE NAME\n";
    private static final Query<StatusTable> STATUS = Vmctl.asUser().status();

    @Test
    void the_table_of_today_is_read_field_by_field() {
        StatusTable table = read(sample("vmctl-status-7.x.txt"), 0);

        assertThat(table.vms()).hasSize(6);
        assertThat(table.vms().get(0))
                .isEqualTo(new VmStatus(
                        VmId.of(1),
                        VmName.of("vm1"),
                        VmState.RUNNING,
                        Optional.of("running"),
                        OptionalLong.of(85075),
                        1,
                        "1.0G",
                        Optional.of("1006M"),
                        Optional.of("ttyp8"),
                        "root",
                        Map.of(),
                        List.of()));
        assertThat(table.vms())
                .extracting(VmStatus::state)
                .containsExactly(
                        VmState.RUNNING,
                        VmState.PAUSED,
                        VmState.STOPPING,
                        VmState.STOPPED,
                        VmState.WAITING,
                        VmState.STOPPED);
        assertThat(table.vms())
                .extracting(VmStatus::owner)
                .containsExactly("root", "alice", "alice", "root", "bob:vmusers", "alice:developer");
        VmStatus big = table.find(VmName.of("big")).orElseThrow();
        assertThat(big.maxMemory()).isEqualTo("10.0G");
        assertThat(big.pid()).isEmpty();
        assertThat(big.currentMemory()).isEmpty();
        assertThat(big.tty()).isEmpty();
        assertThat(big.isRunning()).isFalse();
    }

    @Test
    void the_table_without_states_tells_them_by_pid_and_name() {
        StatusTable table = read(sample("vmctl-status-legacy-6.4.txt"), 0);

        assertThat(table.vms()).extracting(vm -> vm.name().value()).containsExactly("vm1", "vm2", "syzkaller");
        assertThat(table.vms())
                .extracting(VmStatus::state)
                .containsExactly(VmState.RUNNING, VmState.STOPPING, VmState.STOPPED);
        assertThat(table.vms()).extracting(VmStatus::stateText).containsOnly(Optional.empty());
        assertThat(table.vms()).extracting(VmStatus::isRunning).containsExactly(true, true, false);
        assertThat(table.vms().get(1).owner()).isEqualTo(":vmusers");
    }

    @ParameterizedTest
    @CsvSource({
        "vmctl-status-real-70.txt, minecraft, 24772, 2.0G, 96.4M",
        "vmctl-status-real-78.txt, OpenBSD, 17157, 1.0G, 179M",
    })
    void real_tables_of_other_releases_are_read(String file, String name, long pid, String max, String current) {
        VmStatus vm = read(sample(file), 0).vms().get(0);

        assertThat(vm.name()).hasToString(name);
        assertThat(vm.pid()).hasValue(pid);
        assertThat(vm.maxMemory()).isEqualTo(max);
        assertThat(vm.currentMemory()).contains(current);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "vmctl-status-empty-7.x.txt",
                "vmctl-status-real-header-only.txt",
                "vmctl-status-unknown-id-7.x.txt"
            })
    void a_header_alone_means_no_vms_whatever_the_exit_status(String file) {
        assertThat(read(sample(file), 0).vms()).isEmpty();
        assertThat(read(sample(file), 1).vms()).isEmpty();
    }

    @Test
    void vmd_that_cannot_be_asked_is_an_error_and_not_an_empty_host() {
        String refused = "vmctl: connect: /var/run/vmd.sock: Connection refused\n";

        assertThat(failure("", refused, 1).failure()).isEqualTo(VmctlFailure.VMD_NOT_RUNNING);
        assertThat(failure("", "", 1).failure()).isEqualTo(VmctlFailure.UNRECOGNISED);
        assertThat(failure("", "", 0).failure()).isEqualTo(VmctlFailure.UNREADABLE_STATUS);
        assertThat(failure(HEADER, "vmctl: what is this\n", 1).failure()).isEqualTo(VmctlFailure.UNRECOGNISED);
        assertThat(failure(HEADER, refused, 0).failure()).isEqualTo(VmctlFailure.CONTRADICTION);
    }

    @Test
    void who_can_go_on_without_vmd_gets_no_table_and_every_other_failure_still() {
        Query<Optional<StatusTable>> query = Vmctl.asUser().statusIfRunning();
        String refused = "vmctl: connect: /var/run/vmd.sock: Connection refused\n";

        assertThat(query.read(answer(query.command(), "", refused, 1))).isEmpty();
        assertThat(query.read(answer(query.command(), HEADER, "", 1)))
                .map(StatusTable::vms)
                .contains(List.of());
        assertThat(catchThrowableOfType(
                                VmctlException.class, () -> query.read(answer(query.command(), "", "what\n", 1)))
                        .failure())
                .isEqualTo(VmctlFailure.UNRECOGNISED);
    }

    @Test
    void rows_and_the_exit_status_of_an_empty_host_contradict_each_other() {
        String row = "    1 24772     1    2.0G   96.4M   ttyp1         root  running minecraft\n";

        assertThat(failure(HEADER + row, "", 1).failure()).isEqualTo(VmctlFailure.CONTRADICTION);
    }

    @Test
    void noise_beside_a_good_table_is_kept() {
        assertThat(answered(HEADER, "stty: stdin isn't a terminal\n", 0).warnings())
                .containsExactly("stty: stdin isn't a terminal");
        assertThat(answered(HEADER, "stty: stdin isn't a terminal\n", 1).vms()).isEmpty();
    }

    @Test
    void a_state_of_a_later_release_is_unknown_and_its_word_is_kept() {
        VmStatus vm = row("    1 24772     1    2.0G   96.4M   ttyp1         root migrating a");

        assertThat(vm.state()).isEqualTo(VmState.UNKNOWN);
        assertThat(vm.stateText()).contains("migrating");
        assertThat(vm.isRunning()).isTrue();
        assertThat(row("    1     -     1    2.0G       -       -         root  unknown a")
                        .state())
                .isEqualTo(VmState.UNKNOWN);
        assertThat(row("    1     -     1    2.0G       -       -         root  RUNNING a")
                        .state())
                .isEqualTo(VmState.UNKNOWN);
    }

    @Test
    void only_the_pid_says_whether_a_vm_runs() {
        assertThat(row("    1     -     1    2.0G       -       -         root   paused a")
                        .isRunning())
                .isFalse();
        assertThat(row("    1     -     1    2.0G       -       -         root  running a")
                        .isRunning())
                .isFalse();
        assertThat(row("    1     0     1    2.0G       -       -         root  running a")
                        .isRunning())
                .isFalse();
        assertThat(row("    1 51519     1    2.0G   40.0K   ttyp1         root  waiting a")
                        .isRunning())
                .isTrue();
    }

    @Test
    void columns_of_a_later_release_are_kept_wherever_they_are() {
        String table = """
                   ID NODE   PID VCPUS  MAXMEM  CURMEM     TTY        OWNER    STATE NAME   UPTIME
                    1    0 24772     8    2.0G   96.4M   ttyp1         root  running a       1h02m
                """;

        VmStatus vm = read(table, 0).vms().get(0);

        assertThat(vm.otherColumns()).containsExactly(Map.entry("NODE", "0"), Map.entry("UPTIME", "1h02m"));
        assertThat(vm.name()).hasToString("a");
        assertThat(vm.vcpus()).isEqualTo(8);
    }

    @Test
    void lines_below_the_row_that_was_asked_for_are_kept_with_it() {
        String table = HEADER
                + "    1 24772     2    2.0G   96.4M   ttyp1         root  running a\n"
                + " VCPU:  0 STATE: RUNNING\n VCPU:  1 STATE: STOPPED\n"
                + "    2     -     1    2.0G       -       -         root  stopped b\n";

        StatusTable read = read(table, 0);

        assertThat(read.vms().get(0).details()).containsExactly("VCPU:  0 STATE: RUNNING", "VCPU:  1 STATE: STOPPED");
        assertThat(read.vms().get(1).details()).isEmpty();
    }

    @Test
    void wide_ids_pids_and_owners_push_the_columns_but_not_the_parser() {
        VmStatus vm = row("4294967295 99999999 512   1024G   1023G   ttyp1 -294967296  running " + "n".repeat(63));

        assertThat(vm.id()).isEqualTo(VmId.of(4_294_967_295L));
        assertThat(vm.pid()).hasValue(99_999_999);
        assertThat(vm.vcpus()).isEqualTo(512);
        assertThat(vm.owner()).isEqualTo("-294967296");
        assertThat(vm.name().value()).hasSize(63);
    }

    @Test
    void vms_called_like_words_of_the_table_are_vms() {
        String table = HEADER
                + "    1 24772     1    2.0G   96.4M   ttyp1         root  stopped running\n"
                + "    2     -     1    2.0G       -       -         root  running root\n"
                + "    3     -     1    2.0G       -       -         root  stopped NAME\n"
                + "    4     -     1    2.0G       -       -         root  stopped web\n"
                + "    5     -     1    2.0G       -       -         root  stopped web2\n";

        StatusTable read = read(table, 0);

        assertThat(read.vms())
                .extracting(vm -> vm.name().value())
                .containsExactly("running", "root", "NAME", "web", "web2");
        assertThat(read.find(VmName.of("we"))).isEmpty();
        assertThat(read.find(VmName.of("web")).orElseThrow().id()).isEqualTo(VmId.of(4));
        assertThat(read.find(VmId.of(5)).orElseThrow().name()).hasToString("web2");
        assertThat(read.find(VmId.of(6))).isEmpty();
    }

    @Test
    void a_name_that_vmctl_takes_for_an_id_is_addressed_by_its_id() {
        VmStatus vm = row("    7     -     1    2.0G       -       -         root  stopped 123");

        assertThat(vm.name()).isEqualTo(VmName.observed("123"));
        assertThat(vm.ref()).isEqualTo(VmId.of(7));
        assertThat(row("    7     -     1    2.0G       -       -         root  stopped 1a")
                        .ref())
                .isEqualTo(VmName.observed("1a"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "    1 24772     1    2.0G   96.4M   ttyp1         root  running",
                "    1 24772     1    2.0G   96.4M   ttyp1         root  running a b",
                "    1 24772     1    2.0G   96.4M   ttyp1         root  running a - stopping",
                "    x 24772     1    2.0G   96.4M   ttyp1         root  running a",
                "    0 24772     1    2.0G   96.4M   ttyp1         root  running a",
                "    4294967296 24772     1    2.0G   96.4M   ttyp1         root  running a",
                "    1 24772x    1    2.0G   96.4M   ttyp1         root  running a",
                "    1 99999999999     1    2.0G   96.4M   ttyp1         root  running a",
                "    1 24772     -    2.0G   96.4M   ttyp1         root  running a",
                "    1 24772 9999999999    2.0G   96.4M   ttyp1         root  running a",
                "    1 24772     1    2.0G   96.4M   ttyp1         root  running -a",
                "VCPU: 0 STATE: RUNNING",
                "vmctl: something",
                "    1 24772     1    2.0G   96.4M   ttyp1         root  running a\nvmctl: pipe closed",
            })
    void a_row_that_cannot_be_read_is_an_error_with_the_text(String row) {
        VmctlException failure = failure(HEADER + row + "\n", "", 0);

        assertThat(failure.failure()).isEqualTo(VmctlFailure.UNREADABLE_STATUS);
        assertThat(failure.text()).contains(row);
        assertThat(failure.getMessage()).doesNotContain("{", "null");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "   ID   PID VCPUS  MAXMEM  CURMEM     TTY        OWNER    STATE",
                "   ID   PID VCPUS  MAXMEM  CURMEM     TTY        OWNER    STATE NAME NAME",
                "   id   pid vcpus  maxmem  curmem     tty        owner    state name",
                "    1 24772     1    2.0G   96.4M   ttyp1         root  running a",
                "welcome to vmhost",
            })
    void a_table_without_its_header_is_an_error(String firstLine) {
        assertThat(failure(firstLine + "\n" + HEADER, "", 0).failure()).isEqualTo(VmctlFailure.UNREADABLE_STATUS);
    }

    private static VmStatus row(String row) {
        return read(HEADER + row + "\n", 0).vms().get(0);
    }

    private static StatusTable read(String stdout, int exitStatus) {
        return answered(stdout, "", exitStatus);
    }

    private static StatusTable answered(String stdout, String stderr, int exitStatus) {
        return STATUS.read(answer(STATUS.command(), stdout, stderr, exitStatus));
    }

    private static VmctlException failure(String stdout, String stderr, int exitStatus) {
        return catchThrowableOfType(VmctlException.class, () -> answered(stdout, stderr, exitStatus));
    }
}
