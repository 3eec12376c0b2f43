package io.vmm4j.testkit.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.vmm4j.VmmHost;
import io.vmm4j.pf.Pfctl;
import io.vmm4j.ssh.SshExecutor;
import io.vmm4j.testkit.VirtualTimeline;
import java.net.URL;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The house: who may know whom, what may be seen from outside, and where time comes from. */
class ArchitectureTest {

    static final JavaClasses ALL = new ClassFileImporter()
            .importUrls(Stream.of(VmmHost.class, SshExecutor.class, Pfctl.class, VirtualTimeline.class)
                    .map(ArchitectureTest::location)
                    .toList());

    private static URL location(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation();
    }

    private static final DescribedPredicate<JavaClass> OURS = resideInAPackage("io.vmm4j..");

    /** The classes of ours that are in none of these packages. */
    private static DescribedPredicate<JavaClass> ofOursOutside(String... packages) {
        return OURS.and(DescribedPredicate.not(resideInAnyPackage(packages)));
    }

    private static ArchRule onlyKnow(String who, String... packages) {
        return noClasses().that().resideInAPackage(who).should().dependOnClassesThat(ofOursOutside(packages));
    }

    @Test
    void everything_was_imported() {
        assertThat(ALL.contain(VmmHost.class)).isTrue();
        assertThat(ALL.contain(SshExecutor.class)).isTrue();
        assertThat(ALL.contain(Pfctl.class)).isTrue();
        assertThat(ALL.contain(VirtualTimeline.class)).isTrue();
        assertThat(ALL.size()).isGreaterThan(300);
    }

    @Test
    void time_and_errors_know_nobody() {
        onlyKnow("io.vmm4j.time..", "io.vmm4j.time..").check(ALL);
        onlyKnow("io.vmm4j.error..", "io.vmm4j.error..").check(ALL);
    }

    @Test
    void the_boundary_knows_time_and_errors_only() {
        onlyKnow("io.vmm4j.exec..", "io.vmm4j.exec..", "io.vmm4j.time..", "io.vmm4j.error..")
                .check(ALL);
    }

    @Test
    void the_transports_know_the_boundary_and_nothing_above_it() {
        String[] below = {
            "io.vmm4j.ssh", "io.vmm4j.ssh.internal..", "io.vmm4j.exec..", "io.vmm4j.time..", "io.vmm4j.error.."
        };
        onlyKnow("io.vmm4j.ssh", below).check(ALL);
        onlyKnow("io.vmm4j.ssh.internal..", below).check(ALL);
    }

    @Test
    void logging_in_to_guests_joins_a_transport_to_them_and_knows_nothing_else() {
        onlyKnow("io.vmm4j.ssh.guest..", "io.vmm4j.ssh", "io.vmm4j.ssh.guest..", "io.vmm4j.guest", "io.vmm4j.exec..")
                .check(ALL);
    }

    @Test
    void the_values_know_the_boundary_at_most() {
        Set<String> frontDoor = Set.of("VmmHost", "VmmHostBuilder", "Vm");
        noClasses()
                .that()
                .resideInAPackage("io.vmm4j")
                .and(DescribedPredicate.describe(
                        "are no front door", (JavaClass type) -> !frontDoor.contains(type.getSimpleName())))
                .should()
                .dependOnClassesThat(ofOursOutside("io.vmm4j", "io.vmm4j.internal", "io.vmm4j.exec", "io.vmm4j.error"))
                .check(ALL);
    }

    @Test
    void vmctl_knows_values_and_the_boundary_only() {
        onlyKnow(
                        "io.vmm4j.vmctl..",
                        "io.vmm4j.vmctl..",
                        "io.vmm4j",
                        "io.vmm4j.exec..",
                        "io.vmm4j.time..",
                        "io.vmm4j.error..")
                .check(ALL);
    }

    @Test
    void vm_conf_knows_values_only_and_no_host() {
        onlyKnow("io.vmm4j.vmconf..", "io.vmm4j.vmconf..", "io.vmm4j", "io.vmm4j.error..", "io.vmm4j.internal..")
                .check(ALL);
    }

    @Test
    void waiting_knows_nothing_of_virtual_machines() {
        onlyKnow(
                        "io.vmm4j.operation..",
                        "io.vmm4j.operation..",
                        "io.vmm4j.exec..",
                        "io.vmm4j.time..",
                        "io.vmm4j.error..")
                .check(ALL);
    }

    @Test
    void the_packet_filter_knows_core_only() {
        noClasses()
                .that()
                .resideInAPackage("io.vmm4j.pf..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("io.vmm4j.ssh..", "io.vmm4j.testkit.."))
                .check(ALL);
    }

    @Test
    void the_simulator_plays_openbsd_and_not_the_sdk() {
        noClasses()
                .that()
                .resideInAPackage("io.vmm4j.testkit.internal..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "io.vmm4j",
                        "io.vmm4j.internal..",
                        "io.vmm4j.vmctl..",
                        "io.vmm4j.vmconf..",
                        "io.vmm4j.host..",
                        "io.vmm4j.ssh..",
                        "io.vmm4j.pf.."))
                .check(ALL);
    }

    @Test
    void exported_signatures_show_only_the_jdk_and_ourselves() {
        classes()
                .that()
                .resideInAPackage("io.vmm4j..")
                .and()
                .resideOutsideOfPackage("..internal..")
                .and()
                .resideOutsideOfPackage("io.vmm4j.testkit.contract..")
                .and()
                .arePublic()
                .should(new SignaturesOf(List.of("java.", "io.vmm4j.", "org.jspecify.")))
                .check(ALL);
    }

    @Test
    void exported_signatures_do_not_show_what_is_internal() {
        classes()
                .that()
                .resideInAPackage("io.vmm4j..")
                .and()
                .resideOutsideOfPackage("..internal..")
                .and()
                .arePublic()
                .should(new SignaturesOf(List.of("java.", "io.vmm4j.", "org.")).withoutInternal())
                .check(ALL);
    }

    @Test
    void time_comes_from_the_timeline_only() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("io.vmm4j.time.SystemTimeline")
                .should()
                .callMethodWhere(Calls.to(
                        "java.lang.Thread.sleep",
                        "java.util.concurrent.TimeUnit.sleep",
                        "java.lang.System.nanoTime",
                        "java.lang.System.currentTimeMillis",
                        "java.time.Instant.now",
                        "java.time.LocalDate.now",
                        "java.time.LocalTime.now",
                        "java.time.LocalDateTime.now",
                        "java.time.OffsetDateTime.now",
                        "java.time.ZonedDateTime.now",
                        "java.time.Clock.systemUTC",
                        "java.time.Clock.systemDefaultZone",
                        "java.util.concurrent.Executors.newScheduledThreadPool",
                        "java.util.concurrent.Executors.newSingleThreadScheduledExecutor"))
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.Timer")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.concurrent.ScheduledThreadPoolExecutor")
                .check(ALL);
    }

    @Test
    void nothing_blocks_without_a_deadline() {
        noClasses()
                .should()
                .callMethodWhere(Calls.withoutArgumentsTo(
                        "java.util.concurrent.Future.get",
                        "java.util.concurrent.FutureTask.get",
                        "java.util.concurrent.CompletableFuture.get",
                        "java.util.concurrent.CompletableFuture.join",
                        "java.util.concurrent.CountDownLatch.await",
                        "java.util.concurrent.CyclicBarrier.await",
                        "java.util.concurrent.locks.Condition.await",
                        "java.util.concurrent.locks.Condition.awaitUninterruptibly",
                        "java.util.concurrent.Semaphore.acquire",
                        "java.util.concurrent.Semaphore.acquireUninterruptibly",
                        "java.util.concurrent.BlockingQueue.take",
                        "java.util.concurrent.LinkedBlockingQueue.take",
                        "java.util.concurrent.ArrayBlockingQueue.take",
                        "java.lang.Process.waitFor",
                        "java.lang.Thread.join",
                        "java.lang.Object.wait"))
                .check(ALL);
    }
}
