package io.vmm4j.testkit.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmm4j.DeleteOptions;
import io.vmm4j.DiskImage;
import io.vmm4j.DiskSize;
import io.vmm4j.DiskSpec;
import io.vmm4j.HostPath;
import io.vmm4j.NetworkMode;
import io.vmm4j.StopPolicy;
import io.vmm4j.Vm;
import io.vmm4j.VmSpec;
import io.vmm4j.VmmHost;
import io.vmm4j.disk.HostDisks;
import io.vmm4j.error.VmmException;
import io.vmm4j.event.HostEvents;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.exec.OutputSink;
import io.vmm4j.exec.Terminal;
import io.vmm4j.exec.TerminalSize;
import io.vmm4j.host.Diagnosis;
import io.vmm4j.host.HostConfiguration;
import io.vmm4j.host.HostOperation;
import io.vmm4j.host.LeastPrivilege;
import io.vmm4j.media.MediaStore;
import io.vmm4j.media.StoredMedium;
import io.vmm4j.plan.Plan;
import io.vmm4j.plan.PlanException;
import io.vmm4j.testkit.ExecutedCommand;
import io.vmm4j.testkit.SignifyKey;
import io.vmm4j.testkit.SimulatedHost;
import io.vmm4j.testkit.SimulatedHostBuilder;
import io.vmm4j.testkit.SimulatedInternet;
import io.vmm4j.testkit.SimulatedUser;
import io.vmm4j.testkit.WebContent;
import io.vmm4j.vmconf.DiskDefinition;
import io.vmm4j.vmconf.VmConfChange;
import io.vmm4j.vmconf.VmDefinition;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Replays all that an operation runs through the rules that are printed for it: all is permitted, and nothing is superfluous. */
class LeastPrivilegeTest {

    private static final String USER = "admin";
    private static final String KERNEL = "/vm/bsd";
    private static final VmSpec WEB = VmSpec.builder("web")
            .kernel(HostPath.of(KERNEL))
            .disk(DiskSpec.blank(DiskImage.qcow2("/vm/web.qcow2"), DiskSize.of("1G")))
            .network(NetworkMode.local())
            .build();

    private static final VmDefinition PERMANENT = VmDefinition.builder(WEB.name())
            .disk(DiskDefinition.of(DiskImage.raw(KERNEL)))
            .build();

    private static final SimulatedInternet MIRROR = new SimulatedInternet()
            .serveSigned(
                    "https://cdn.openbsd.org/pub/OpenBSD/7.9/amd64/",
                    SignifyKey.ofRelease("7.9"),
                    Map.of("bsd.rd", WebContent.sized("bsd.rd 7.9\n", 1000)));

    /** One host on which operations are tried with certain rules. */
    private static final class Trial implements AutoCloseable {

        private final SimulatedHost host;
        private final VmmHost asRoot;
        private final VmmHost asUser;

        Trial(SimulatedHostBuilder builder, List<String> rules) {
            host = builder.user(SimulatedUser.named(USER))
                    .file(KERNEL, "kernel")
                    .doasConf(String.join("\n", rules) + "\n")
                    .build();
            asRoot = view(host.executor());
            asUser = view(host.executor(USER));
        }

        private VmmHost view(CommandExecutor executor) {
            return VmmHost.builder(executor).timeline(host.timeline()).build();
        }

        private Vm running() {
            Vm vm = asRoot.create(WEB);
            host.timeline().advance(Duration.ofMinutes(1));
            return asUser.vm(vm.name());
        }

        private Vm stopped() {
            Vm vm = running();
            asRoot.vm("web").stop(StopPolicy.force());
            return vm;
        }

        @Override
        public void close() {
            host.close();
        }
    }

    private static SimulatedHostBuilder plain() {
        return SimulatedHost.openBsd().file("/etc/vm.conf", "", "root", 0600);
    }

    /** A host that dies while it is initialized, so that everything is taken back. */
    private static SimulatedHostBuilder doomed() {
        return SimulatedHost.openBsd()
                .file("/etc/vm.conf", "switch \"s\" {\n interface veb9\n}\n", "root", 0600)
                .disabled("vmd")
                .withoutFirmware();
    }

    /** Does what the operation can do. Whether all of it worked. */
    private static boolean works(HostOperation operation, List<String> rules) {
        return switch (operation) {
            case PROBE ->
                trial(rules, trial -> {
                    trial.running();
                    return trial.asUser.probe().vms().size() == 1;
                });
            case DIAGNOSE -> trial(rules, trial -> diagnosed(trial.asUser.diagnose()));
            case LIST ->
                trial(rules, trial -> {
                    Vm vm = trial.running();
                    return trial.asUser.vms().size() == 1 && vm.address().isPresent();
                });
            case WATCH -> trial(rules, LeastPrivilegeTest::watches);
            case CREATE ->
                trial(rules, trial -> trial.asUser.create(WEB).status().isPresent()) && takesBack(rules);
            case DISKS -> trial(rules, LeastPrivilegeTest::looksAfterDisks);
            case FETCH_MEDIA -> trial(plain().mirror(MIRROR), rules, LeastPrivilegeTest::fetches);
            case START -> trial(rules, trial -> trial.stopped().start().isRunning());
            case STOP ->
                trial(rules, trial -> {
                    trial.running().stop(StopPolicy.force());
                    return true;
                });
            case RESTART ->
                trial(
                        rules,
                        trial -> trial.running().restart(StopPolicy.force()).isRunning());
            case PAUSE ->
                trial(rules, trial -> {
                    Vm vm = trial.running();
                    vm.pause();
                    vm.unpause();
                    return true;
                });
            case CONSOLE -> trial(rules, LeastPrivilegeTest::opensConsole);
            case DELETE ->
                trial(rules, trial -> {
                    trial.running().delete(DeleteOptions.removingAllDisks().stopping(StopPolicy.force()));
                    return true;
                });
            case READ_CONFIGURATION -> trial(rules, LeastPrivilegeTest::reads);
            case EDIT_CONFIGURATION -> trial(rules, LeastPrivilegeTest::edits);
            case INITIALIZE -> initializes(rules) && takesBackInitialization(rules);
            case DISABLE -> disables(rules) && takesBackDisabling(rules);
            case SAFE_REBOOT -> trial(rules, LeastPrivilegeTest::survivesReboot);
        };
    }

    private static boolean looksAfterDisks(Trial trial) {
        HostDisks disks = trial.asUser.disks();
        HostPath base = HostPath.of("/vm/base.qcow2");
        DiskImage clone = DiskImage.qcow2("/vm/clone.qcow2");
        disks.create(DiskSpec.blank(DiskImage.qcow2(base.value()), DiskSize.of("1M")));
        disks.create(DiskSpec.derivedFrom(base, clone));
        disks.grow(clone, DiskSize.of("2M"));
        disks.delete(clone.path());
        return disks.list(HostPath.of("/vm")).size() == 1;
    }

    private static boolean fetches(Trial trial) {
        MediaStore store = trial.asUser.media();
        StoredMedium kernel = store.fetch(store.catalog().entry("openbsd-7.9").medium("bsd.rd"));
        boolean whole = store.verify(kernel);
        store.remove(kernel);
        return whole && store.list().isEmpty();
    }

    private static boolean watches(Trial trial) throws InterruptedException {
        trial.running();
        CountDownLatch seen = new CountDownLatch(1);
        try (HostEvents events = trial.asUser.events().open()) {
            events.listen(event -> seen.countDown());
            return seen.await(30, TimeUnit.SECONDS)
                    && events.snapshot().vms().size() == 1
                    && events.snapshot().configuration().isPresent();
        }
    }

    /** Something to be tried. */
    @FunctionalInterface
    private interface Attempt {
        boolean made(Trial trial) throws Exception;
    }

    private static boolean trial(List<String> rules, Attempt attempt) {
        return trial(plain(), rules, attempt);
    }

    private static boolean trial(SimulatedHostBuilder builder, List<String> rules, Attempt attempt) {
        try (Trial trial = new Trial(builder, rules)) {
            return attempt.made(trial);
        } catch (VmmException e) {
            return false;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** Only what doas(1) would permit otherwise may remain open: its configuration is for root's eyes. */
    private static boolean diagnosed(Diagnosis diagnosis) {
        return diagnosis.symptoms().isEmpty()
                && diagnosis.open().stream().allMatch(open -> open.question().contains("doas(1)"));
    }

    private static boolean takesBack(List<String> rules) {
        return trial(plain(), rules, trial -> {
            trial.host.executor().run(Command.oneShot("rm", "/dev/tap0"));
            assertThatThrownBy(() -> trial.asUser.create(WEB)).isInstanceOf(VmmException.class);
            return !trial.host.files().exists("/vm/web.qcow2");
        });
    }

    private static boolean opensConsole(Trial trial) throws IOException {
        ByteArrayOutputStream seen = new ByteArrayOutputStream();
        OutputSink sink = OutputSink.to(seen, seen);
        try (Terminal terminal = trial.running().openConsole(new TerminalSize(80, 24), sink, Duration.ofMinutes(1))) {
            terminal.stdin().write("~.\r".getBytes(StandardCharsets.US_ASCII));
            terminal.stdin().flush();
            terminal.await();
        }
        return seen.toString(StandardCharsets.US_ASCII).contains("Connected to");
    }

    private static boolean reads(Trial trial) {
        HostConfiguration configuration = trial.asUser.configuration();
        return configuration.read().vms().isEmpty()
                && configuration.check().isLoadable()
                && !configuration.plan(new VmConfChange.AddVm(PERMANENT)).isEmpty();
    }

    /** Adds a VM, which is loaded, and removes it again, which is a reload. */
    private static boolean edits(Trial trial) {
        HostConfiguration configuration = trial.asUser.configuration();
        configuration.apply(configuration.plan(new VmConfChange.AddVm(PERMANENT)));
        boolean added = configuration.check().isLoadable()
                && trial.asRoot.vm("web").status().isPresent();
        configuration.apply(configuration.plan(new VmConfChange.RemoveVm("web")));
        return added && trial.asRoot.vm("web").status().isEmpty();
    }

    private static boolean survivesReboot(Trial trial) {
        trial.running();
        trial.asUser.safeReboot().prepare(StopPolicy.force());
        trial.host.reboot();
        return trial.asUser.safeReboot().resume(Duration.ofMinutes(5)).started().equals(List.of(WEB.name()));
    }

    private static boolean initializes(List<String> rules) {
        return trial(SimulatedHost.openBsd().disabled("vmd").withoutFirmware(), rules, trial -> {
            trial.asUser.initializer().taps(6).initialize();
            return true;
        });
    }

    private static boolean takesBackInitialization(List<String> rules) {
        return trial(doomed(), rules, trial -> {
            assertThatThrownBy(() -> trial.asUser.initializer().taps(6).initialize())
                    .isInstanceOfSatisfying(
                            PlanException.class, e -> assertThat(e.remaining()).isEmpty());
            return true;
        });
    }

    private static boolean disables(List<String> rules) {
        return trial(rules, trial -> {
            trial.running();
            Plan plan = trial.asUser.disabler().plan();
            trial.asUser.disabler().apply(plan);
            return plan.notes().stream().anyMatch(note -> note.contains("stops these VMs: web"));
        });
    }

    private static boolean takesBackDisabling(List<String> rules) {
        return trial(rules, trial -> {
            trial.host.files().write("/tmp/rcctl", """
                    #!/bin/sh
                    if [ "$1" = disable ]; then echo broken >&2; exit 1; fi
                    exec rcctl.real "$@"
                    """);
            String replace = "cd /usr/sbin && mv rcctl rcctl.real && cp /tmp/rcctl rcctl && chmod 555 rcctl";
            assertThat(trial.host
                            .executor()
                            .run(Command.oneShot("sh", "-c", replace))
                            .succeeded())
                    .isTrue();
            assertThatThrownBy(() -> trial.asUser
                            .disabler()
                            .apply(trial.asUser.disabler().plan()))
                    .isInstanceOfSatisfying(
                            PlanException.class, e -> assertThat(e.remaining()).isEmpty());
            return trial.asRoot.probe().running().holds();
        });
    }

    private static List<String> rulesFor(Set<HostOperation> operations) {
        try (SimulatedHost host = SimulatedHost.openBsd().build()) {
            return VmmHost.on(host.executor()).leastPrivilege(USER, operations).doasConf();
        }
    }

    @Test
    void the_rules_that_vmm_host_documents_for_all_that_is_done_to_vms_are_these() {
        assertThat(rulesFor(EnumSet.range(HostOperation.LIST, HostOperation.DELETE)))
                .containsExactlyInAnyOrder(
                        "permit nopass admin as root cmd vmctl",
                        "permit nopass admin as root cmd sh",
                        "permit nopass admin as root cmd ls",
                        "permit nopass admin as root cmd rm",
                        "permit nopass admin as root cmd cat args /etc/vm.conf");
    }

    @Test
    void rules_that_others_cover_are_left_out() {
        assertThat(rulesFor(EnumSet.of(HostOperation.LIST)))
                .containsExactly("permit nopass admin as root cmd vmctl args status");
        assertThat(rulesFor(EnumSet.of(HostOperation.LIST, HostOperation.START, HostOperation.STOP)))
                .containsExactly("permit nopass admin as root cmd vmctl");
    }

    @Test
    void every_operation_at_once_is_permitted_by_rules_that_doas_accepts() {
        List<String> rules = rulesFor(EnumSet.allOf(HostOperation.class));

        for (HostOperation operation : HostOperation.values()) {
            assertThat(works(operation, rules)).as("%s", operation).isTrue();
        }
    }

    @Test
    void a_host_that_is_used_without_doas_needs_owners_in_vm_conf() {
        try (SimulatedHost host = SimulatedHost.openBsd().build()) {
            LeastPrivilege needed = VmmHost.builder(host.executor())
                    .asUser()
                    .build()
                    .leastPrivilege(USER, EnumSet.of(HostOperation.LIST, HostOperation.START, HostOperation.CREATE));

            assertThat(needed.doasConf()).isEmpty();
            assertThat(needed.vmConf()).containsExactly("socket owner \"admin\"", "owner \"admin\"");
            assertThat(needed.notes()).anyMatch(note -> note.contains("nobody but root make VMs"));
        }
    }

    @Test
    void owners_in_vm_conf_are_enough_for_what_they_are_printed_for() {
        String vmConf = "socket owner \"admin\"\nvm \"web\" {\n disable\n owner \"admin\"\n disk \"/vm/web.img\"\n}\n";
        try (SimulatedHost host = SimulatedHost.openBsd()
                .user(SimulatedUser.named(USER))
                .file("/vm/web.img", "disk")
                .vmConf(vmConf)
                .build()) {
            Vm vm = VmmHost.builder(host.executor(USER))
                    .timeline(host.timeline())
                    .asUser()
                    .build()
                    .vm("web");

            assertThat(vm.start().isRunning()).isTrue();
            vm.pause();
            vm.unpause();
            assertThat(vm.restart(StopPolicy.force()).isRunning()).isTrue();
            vm.stop(StopPolicy.force());
            assertThat(host.commands()).extracting(ExecutedCommand::line).noneMatch(line -> line.contains("doas"));
        }
    }

    @Test
    void what_is_no_login_name_is_refused() {
        try (SimulatedHost host = SimulatedHost.openBsd().build()) {
            assertThatThrownBy(() -> VmmHost.on(host.executor())
                            .leastPrivilege("admin as root\npermit nopass x", EnumSet.of(HostOperation.LIST)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_operation_works_with_its_rules(HostOperation operation) {
        assertThat(works(operation, rulesFor(EnumSet.of(operation)))).isTrue();
    }

    static Stream<Arguments> rulesOfOperations() {
        return Stream.of(HostOperation.values())
                .flatMap(operation ->
                        rulesFor(EnumSet.of(operation)).stream().map(rule -> Arguments.of(operation, rule)));
    }

    @ParameterizedTest
    @MethodSource("rulesOfOperations")
    void an_operation_does_not_work_without_one_of_its_rules(HostOperation operation, String rule) {
        List<String> others = new ArrayList<>(rulesFor(EnumSet.of(operation)));
        others.remove(rule);

        boolean works;
        try {
            works = works(operation, others);
        } catch (AssertionError e) {
            works = false;
        }

        assertThat(works).as(operation + " without: " + rule).isFalse();
    }
}
