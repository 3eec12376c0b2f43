package io.vmm4j.testkit.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmm4j.HostPath;
import io.vmm4j.pf.HostNetwork;
import io.vmm4j.pf.NameService;
import io.vmm4j.pf.PfError;
import io.vmm4j.pf.PfException;
import io.vmm4j.pf.RoutedNetwork;
import io.vmm4j.plan.Change;
import io.vmm4j.plan.FileChange;
import io.vmm4j.plan.FileContent;
import io.vmm4j.plan.Plan;
import io.vmm4j.plan.PlanError;
import io.vmm4j.plan.PlanException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files that the program which reads them refuses: nothing is replaced, and whoever asked learns why. */
class RefusedFilesTest {

    private static final RoutedNetwork SERVED = RoutedNetwork.builder("lan")
            .subnet("10.20.0.0/24")
            .names(NameService.unbound())
            .isolated()
            .build();

    /** A file, a sound beginning of it, and a third line that is not sound. */
    enum Read {
        PF_CONF("/etc/pf.conf", "pfctl -nf", "block return\npass\n", "pas in on em0\n"),
        VM_CONF("/etc/vm.conf", "vmd -n", "# the guests\n\n", "swich \"lan\" {\n}\n"),
        DHCPD_CONF(
                "/etc/dhcpd.conf",
                "dhcpd -n",
                "subnet 192.0.2.0 netmask 255.255.255.0 {\n}\n",
                "subnet nowhere {\n}\n"),
        UNBOUND_CONF(
                "/var/unbound/etc/unbound.conf",
                "unbound-checkconf",
                "server:\n\tverbosity: 1\n",
                "\taccess-control: 0.0.0.0/0 all\n");

        private final String path;
        private final String checker;
        private final String sound;
        private final String broken;

        Read(String path, String checker, String sound, String broken) {
            this.path = path;
            this.checker = checker;
            this.sound = sound;
            this.broken = broken;
        }

        private NetworkStage stage(String text) {
            return new NetworkStage(NetworkStage.builder().file(path, text, "root", 0600));
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_file_that_is_broken_already_is_named_with_its_line_and_nothing_is_done(Read file) {
        try (NetworkStage stage = file.stage(file.sound + file.broken)) {
            String before = stage.state();

            assertThatThrownBy(() -> stage.network(SERVED).plan()).isInstanceOfSatisfying(PfException.class, e -> {
                assertThat(e.code()).isEqualTo(PfError.CONF_INVALID);
                assertThat(e).hasMessageContaining(file.path).hasMessageContaining(file.checker);
                assertThat(e.getMessage()).containsPattern("(:3: |line 3:)");
                assertThat(e.hint()).contains("Nothing was changed");
            });
            assertThat(stage.state()).isEqualTo(before);
        }
    }

    /** As if this SDK wrote something that a newer program no longer takes. */
    @ParameterizedTest
    @EnumSource
    void a_new_file_that_its_program_refuses_is_never_put_in_place_and_all_before_it_is_taken_back(Read file) {
        try (NetworkStage stage = file.stage(file.sound)) {
            String before = stage.state();
            HostNetwork network = stage.network(SERVED);
            Plan plan = spoiled(network.plan(), file);

            assertThatThrownBy(() -> network.apply(plan)).isInstanceOfSatisfying(PlanException.class, e -> {
                assertThat(e.code()).isEqualTo(PlanError.FILE_REFUSED);
                assertThat(e).hasMessageContaining(file.path).hasMessageContaining(file.checker);
                assertThat(e.getMessage()).containsPattern("(:3: |line 3:)");
                assertThat(e.hint()).contains("Nothing of the file was changed");
                assertThat(e.remaining()).isEmpty();
            });
            assertThat(stage.state()).isEqualTo(before);
            assertThat(network.plan().isEmpty()).isFalse();
        }
    }

    private static Plan spoiled(Plan plan, Read file) {
        List<Change> changes = new ArrayList<>();
        boolean found = false;
        for (Change change : plan.changes()) {
            if (change instanceof FileChange edit && edit.path().equals(HostPath.of(file.path))) {
                found = true;
                changes.add(new FileChange(
                        edit.summary(),
                        edit.path(),
                        edit.before(),
                        FileContent.of(file.sound + file.broken),
                        edit.mode(),
                        edit.checker(),
                        edit.moment()));
            } else {
                changes.add(change);
            }
        }
        assertThat(found).isTrue();
        return new Plan(plan.title(), plan.target(), changes, plan.notes(), plan.fingerprint(), plan.probation());
    }
}
