package io.vmm4j.vmctl;

import static io.vmm4j.RecordedCommand.answer;
import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.VmState;
import io.vmm4j.VmStatus;
import io.vmm4j.exec.DoasException;
import io.vmm4j.exec.Query;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a host prints, it is read rightly or refused properly. */
class AnswerPropertiesTest {

    private static final String FORMAT = "%5s %5s %5s %7s %7s %7s %12s %8s %s%n";
    private static final String LEGACY_FORMAT = "%5s %5s %5s %7s %7s %7s %12s %s%n";

    @Property
    void a_table_that_vmctl_printed_is_read_field_by_field(@ForAll("tables") List<Printed> vms) {
        StringBuilder table = new StringBuilder(
                String.format(FORMAT, "ID", "PID", "VCPUS", "MAXMEM", "CURMEM", "TTY", "OWNER", "STATE", "NAME"));
        vms.forEach(vm -> table.append(String.format(
                FORMAT, vm.id, vm.pid(), vm.vcpus, vm.maxmem, vm.curmem(), vm.tty(), vm.owner, vm.state, vm.name)));

        List<VmStatus> read = read(table.toString());

        assertThat(read).extracting(Printed::of).isEqualTo(vms);
        assertThat(read)
                .extracting(vm -> vm.state().toString())
                .isEqualTo(vms.stream().map(vm -> vm.state).toList());
    }

    @Property
    void a_table_of_older_releases_is_read_field_by_field(@ForAll("tables") List<Printed> vms) {
        StringBuilder table = new StringBuilder(
                String.format(LEGACY_FORMAT, "ID", "PID", "VCPUS", "MAXMEM", "CURMEM", "TTY", "OWNER", "NAME"));
        vms.forEach(vm -> table.append(String.format(
                LEGACY_FORMAT,
                vm.id,
                vm.pid(),
                vm.vcpus,
                vm.maxmem,
                vm.curmem(),
                vm.tty(),
                vm.owner,
                vm.state.equals("stopping") ? vm.name + " - stopping" : vm.name)));

        List<VmStatus> read = read(table.toString());

        assertThat(read).hasSameSizeAs(vms);
        for (int i = 0; i < vms.size(); i++) {
            assertThat(read.get(i).name()).hasToString(vms.get(i).name);
            assertThat(read.get(i).owner()).isEqualTo(vms.get(i).owner);
            assertThat(read.get(i).isRunning()).isEqualTo(vms.get(i).running);
            assertThat(read.get(i).state() == VmState.STOPPING)
                    .isEqualTo(vms.get(i).state.equals("stopping"));
        }
    }

    @Property
    void random_answers_are_read_or_refused_but_break_nothing(
            @ForAll Asking asking, @ForAll String stdout, @ForAll String stderr, @ForAll("statuses") int status) {
        readOrRefuse(asking.query(), stdout, stderr, status);
    }

    @Property
    void answers_made_of_vmctls_own_words_are_read_or_refused_but_break_nothing(
            @ForAll Asking asking,
            @ForAll("garbled") String stdout,
            @ForAll("garbled") String stderr,
            @ForAll("statuses") int status) {
        readOrRefuse(asking.query(), stdout, stderr, status);
    }

    private static void readOrRefuse(Query<?> query, String stdout, String stderr, int status) {
        try {
            Object result = query.read(answer(query.command(), stdout, stderr, status));
            assertThat(result).isNotNull();
            boolean mayBeAnotherStatus = result instanceof StatusTable || result instanceof VmctlOptions;
            assertThat(status == 0 || mayBeAnotherStatus).isTrue();
        } catch (VmctlException e) {
            assertThat(e.getMessage()).doesNotContain("\n");
        } catch (DoasException e) {
            assertThat(stderr).contains("doas: ");
        }
    }

    private static List<VmStatus> read(String table) {
        Query<StatusTable> query = Vmctl.asUser().status();
        return query.read(answer(query.command(), table, "", 0)).vms();
    }

    @Provide
    Arbitrary<Integer> statuses() {
        return Arbitraries.of(0, 0, 1, 1, 2, 126, 127, 137, 255);
    }

    @Provide
    Arbitrary<String> garbled() {
        return Arbitraries.of(
                        "vmctl: ",
                        "stopping vm ",
                        "waiting for vm ",
                        "web-1",
                        ": ",
                        "requested to shutdown vm 2",
                        "terminated vm 2",
                        "terminated vm 99999999999999999999",
                        "failed: Invalid argument",
                        "started vm 1 successfully, tty /dev/ttyp8",
                        "started vm 0 successfully, tty /dev/ttyp8",
                        "paused vm 1 successfully",
                        "raw imagefile created",
                        "usage:\tvmctl [-v] start [-cL] [-B device]",
                        "doas: Operation not permitted",
                        "   ID   PID VCPUS  MAXMEM  CURMEM     TTY        OWNER    STATE NAME",
                        "    1     -     1    2.0G       -       -         root  stopped b",
                        " VCPU:  0 STATE: RUNNING",
                        "-",
                        " ",
                        "\r",
                        "\t",
                        "\n",
                        "\n",
                        "\n")
                .list()
                .ofMaxSize(12)
                .map(words -> String.join("", words));
    }

    @Provide
    Arbitrary<List<Printed>> tables() {
        Arbitrary<Long> ids = Arbitraries.longs().between(1, 4_294_967_295L);
        Arbitrary<Long> pids = Arbitraries.longs().between(2, 9_999_999);
        Arbitrary<String> names = Arbitraries.strings()
                .withCharRange('a', 'z')
                .withCharRange('A', 'Z')
                .withCharRange('0', '9')
                .withChars("._-")
                .ofMaxLength(62)
                .map(rest -> "v" + rest);
        Arbitrary<String> owners = Arbitraries.of(
                "root",
                "alice:developer",
                "thirtyonecharus",
                ":vmusers",
                "99999",
                "-294967296",
                "root:averylongg",
                "-");
        Arbitrary<String> sizes = Arbitraries.of("512M", "1.0G", "88.1M", "0B", "1001M", "128G");
        Arbitrary<String> states = Arbitraries.of("paused", "waiting", "stopping", "running", "stopped", "unknown");
        return Combinators.combine(
                        ids,
                        pids,
                        Arbitraries.of(true, false),
                        Arbitraries.integers().between(1, 64),
                        sizes,
                        owners,
                        states,
                        names)
                .as(Printed::new)
                .list()
                .ofMaxSize(30);
    }

    record Printed(
            long id, long process, boolean running, int vcpus, String maxmem, String owner, String state, String name) {

        Printed {
            process = running ? process : 0;
        }

        static Printed of(VmStatus vm) {
            assertThat(vm.tty()).isEqualTo(vm.isRunning() ? Optional.of("ttyp1") : Optional.empty());
            assertThat(vm.currentMemory()).isEqualTo(vm.tty().map(tty -> "40.0K"));
            return new Printed(
                    vm.id().value(),
                    vm.pid().orElse(0),
                    vm.isRunning(),
                    vm.vcpus(),
                    vm.maxMemory(),
                    vm.owner(),
                    vm.stateText().orElseThrow(),
                    vm.name().value());
        }

        String pid() {
            return running ? Long.toString(process) : "-";
        }

        String curmem() {
            return running ? "40.0K" : "-";
        }

        String tty() {
            return running ? "ttyp1" : "-";
        }
    }
}
