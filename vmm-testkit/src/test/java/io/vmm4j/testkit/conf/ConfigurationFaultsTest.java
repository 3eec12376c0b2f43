package io.vmm4j.testkit.conf;

import static io.vmm4j.testkit.conf.ConfiguredHost.VM_CONF;
import static io.vmm4j.testkit.conf.ConfiguredHost.vm;
import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.DeleteOptions;
import io.vmm4j.StopPolicy;
import io.vmm4j.VmError;
import io.vmm4j.error.VmmException;
import io.vmm4j.exec.ExecError;
import io.vmm4j.host.Activation;
import io.vmm4j.host.HostConfiguration;
import io.vmm4j.plan.PlanError;
import io.vmm4j.plan.PlanException;
import io.vmm4j.testkit.Fault;
import io.vmm4j.testkit.FaultyExecutor;
import io.vmm4j.vmconf.VmConf;
import io.vmm4j.vmconf.VmConfChange;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The connection fails at each round trip of a change, once or for good: the file is the old or the new one, whole, what is
 * reported as done is done, no VM starts or stops that was not meant, and the same change can be made afterwards.
 */
class ConfigurationFaultsTest {

    private static final String RUNS =
            "vm \"old\" {\n disk \"/vm/old.img\"\n interface { switch \"lan\" lladdr fe:e1:bb:00:00:02 }\n}\n";

    static Stream<Arguments> faults() {
        return IntStream.rangeClosed(1, 13)
                .boxed()
                .flatMap(trip -> Stream.of(Fault.values())
                        .flatMap(
                                fault -> Stream.of(Arguments.of(trip, fault, true), Arguments.of(trip, fault, false))));
    }

    private static Optional<VmmException> meet(
            ConfiguredHost host, int trip, Fault fault, boolean back, Consumer<ConfiguredHost> action) {
        FaultyExecutor faulty =
                FaultyExecutor.around(host.host().executor(), host.host().timeline());
        if (back) {
            faulty.spoil(trip, fault);
        } else {
            faulty.spoilFrom(trip, fault);
        }
        try {
            action.accept(host.through(faulty));
            return Optional.empty();
        } catch (VmmException e) {
            assertThat(e.getMessage() + e.hint())
                    .doesNotContainPattern("\\{[a-z]+}")
                    .doesNotContain("Optional");
            return Optional.of(e);
        }
    }

    /** A lock that was left behind ends by itself. */
    private static void waitForTheLock(ConfiguredHost host) {
        host.host().timeline().advance(Duration.ofHours(1));
    }

    @ParameterizedTest(name = "round trip {0}: {1}, back: {2}")
    @MethodSource("faults")
    void an_added_vm_is_there_or_not_and_can_be_added_again(int trip, Fault fault, boolean back) {
        VmConfChange add = new VmConfChange.AddVm(vm("web").build());
        String expected =
                VmConf.parse("/etc/vm.conf", VM_CONF + RUNS).apply(add).toString();
        try (ConfiguredHost host = ConfiguredHost.with(VM_CONF + RUNS)) {
            Optional<VmmException> failure = meet(host, trip, fault, back, faulty -> {
                HostConfiguration conf = faulty.conf();
                conf.apply(conf.plan(add));
            });

            assertThat(host.file()).isIn(VM_CONF + RUNS, expected);
            assertThat(host.listed()).contains("+old", "db").doesNotContain("+web", "+db");
            if (failure.isEmpty()) {
                assertThat(host.file()).isEqualTo(expected);
                assertThat(host.listed()).contains("web");
            } else {
                assertToldTruthfully(host, failure.get(), expected);
            }

            waitForTheLock(host);
            host.conf().apply(host.conf().plan(add));
            assertThat(host.file()).isEqualTo(expected);
            assertThat(host.listed()).containsExactly("+old", "db", "web");
            assertThat(host.sh("ls /etc")).doesNotContain("vm.conf.");
        }
    }

    /** Only a lost connection leaves open what was done. */
    private static void assertToldTruthfully(ConfiguredHost host, VmmException failure, String changed) {
        boolean open = failure.code() == PlanError.INTERRUPTED || failure.code() == ExecError.CONNECTION_LOST;
        boolean remains =
                failure instanceof PlanException plan && !plan.remaining().isEmpty();
        if (host.file().equals(changed)) {
            assertThat(open || remains).as("%s", failure).isTrue();
        }
    }

    @ParameterizedTest(name = "round trip {0}: {1}, back: {2}")
    @MethodSource("faults")
    void a_deleted_vm_is_gone_or_can_be_deleted_again(int trip, Fault fault, boolean back) {
        DeleteOptions options =
                DeleteOptions.removingAllDisks().stopping(StopPolicy.force()).alsoFromConfiguration();
        try (ConfiguredHost host = ConfiguredHost.with(VM_CONF + RUNS)) {
            Optional<VmmException> failure = meet(
                    host, trip, fault, back, faulty -> faulty.vmm().vm("old").delete(options));

            boolean runs = host.listed().contains("+old");
            boolean hasDisk = host.host().files().exists("/vm/old.img");
            assertThat(host.listed()).contains("db");
            assertThat(host.host().files().exists("/vm/db.img")).isTrue();
            assertThat(host.file()).isIn(VM_CONF + RUNS, VM_CONF);
            if (runs) {
                assertThat(failure).isPresent();
                assertThat(hasDisk).isTrue();
                assertThat(host.file()).isEqualTo(VM_CONF + RUNS);
            } else if (failure.isEmpty()) {
                assertThat(hasDisk).isFalse();
                assertThat(host.file()).isEqualTo(VM_CONF);
                assertThat(host.listed()).containsExactly("db");
            } else if (!hasDisk || host.file().equals(VM_CONF)) {
                assertThat(failure.get().code()).isEqualTo(VmError.DELETE_INCOMPLETE);
                assertThat(failure.get().hint())
                        .contains("definition in vm.conf(5)")
                        .contains("rm -f /vm/old.img");
            }
            if (host.file().contains("old")) {
                waitForTheLock(host);
                host.conf().apply(host.conf().plan(List.of(new VmConfChange.RemoveVm("old")), Activation.NEVER));
                assertThat(host.file()).isEqualTo(VM_CONF);
            }
        }
    }
}
