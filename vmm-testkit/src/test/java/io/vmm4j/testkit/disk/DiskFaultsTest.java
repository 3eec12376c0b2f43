package io.vmm4j.testkit.disk;

import static io.vmm4j.testkit.disk.DisksStage.path;
import static io.vmm4j.testkit.disk.DisksStage.qcow2;
import static io.vmm4j.testkit.disk.DisksStage.raw;
import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.DiskFormat;
import io.vmm4j.DiskSize;
import io.vmm4j.DiskSpec;
import io.vmm4j.disk.ConversionOptions;
import io.vmm4j.disk.DiskError;
import io.vmm4j.disk.HostDisks;
import io.vmm4j.error.VmmException;
import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.testkit.Fault;
import io.vmm4j.testkit.FaultyExecutor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every round trip of every operation meets every fault, once or for good, and every exit status that is not 0, with and without
 * its effect: the image is there whole, or not at all and nothing else is; what is reported is what happened.
 */
class DiskFaultsTest {

    private static final DiskSize LARGER = DiskSize.of("4M");

    @TempDir
    private static Path directory;

    private static Path local;

    @BeforeAll
    static void makeAnImageToSend() throws IOException {
        byte[] data = new byte[1 << 20];
        new Random(1).nextBytes(data);
        local = Files.write(directory.resolve("local.raw"), data);
    }

    /** What is done, on images that are there. */
    private enum Operation {
        BLANK,
        COPY,
        CLONE,
        GROW,
        UPLOAD,
        UPLOAD_RAW,
        DELETE;

        private void on(HostDisks disks) {
            switch (this) {
                case BLANK -> disks.create(DiskSpec.blank(raw("new"), LARGER));
                case COPY -> disks.create(DiskSpec.copyOf(qcow2("old"), raw("new"), LARGER));
                case CLONE -> disks.create(DiskSpec.derivedFrom(path("old"), qcow2("new")));
                case GROW -> disks.grow(qcow2("old"), LARGER);
                case UPLOAD -> disks.upload(local, DiskFormat.RAW, qcow2("new"), ConversionOptions.defaults());
                case UPLOAD_RAW -> disks.upload(local, DiskFormat.RAW, raw("new"), ConversionOptions.defaults());
                case DELETE -> disks.delete(path("old"));
            }
        }
    }

    private static DisksStage stage() {
        DisksStage stage = new DisksStage();
        stage.sh("mkdir -p /var/db/vmm4j/clones && vmctl create -s 1M qcow2:/vm/old");
        return stage;
    }

    private static String state(DisksStage stage) {
        return stage.sh("cd /vm; for f in .[!.]* *; do [ -f $f ] && stat -f '%N %z %Lp %Su' $f && sha256 -q $f;"
                + " [ -d $f ] && echo DIRECTORY $f; done; cat /var/db/vmm4j/clones/* 2>/dev/null; true");
    }

    private record Whole(int trips, String before, String after) {

        private static final Map<Operation, Whole> KNOWN = new ConcurrentHashMap<>();

        static Whole of(Operation operation) {
            return KNOWN.computeIfAbsent(operation, Whole::look);
        }

        private static Whole look(Operation operation) {
            try (DisksStage stage = stage()) {
                String before = state(stage);
                FaultyExecutor counting = FaultyExecutor.around(
                        stage.host().executor(), stage.host().timeline());
                operation.on(stage.vmm(counting).disks());
                return new Whole(counting.roundTrips(), before, state(stage));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void one_fault_anywhere_leaves_the_whole_image_or_nothing(Operation operation) {
        Whole whole = Whole.of(operation);
        assertThat(whole.after()).isNotEqualTo(whole.before());
        for (int trip = 1; trip <= whole.trips(); trip++) {
            for (Fault fault : Fault.values()) {
                try (DisksStage stage = stage()) {
                    FaultyExecutor faulty = FaultyExecutor.around(
                            stage.host().executor(), stage.host().timeline());
                    faulty.spoil(trip, fault);
                    requireTold(operation, stage, faulty, whole, fault + " at " + trip);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void one_command_that_fails_anywhere_leaves_the_whole_image_or_nothing(Operation operation) {
        Whole whole = Whole.of(operation);
        for (int trip = 1; trip <= whole.trips(); trip++) {
            for (FailingExecutor.When when : FailingExecutor.When.values()) {
                try (DisksStage stage = stage()) {
                    CommandExecutor failing = new FailingExecutor(stage.host().executor(), trip, when);
                    requireTold(operation, stage, failing, whole, when + " at " + trip);
                }
            }
        }
    }

    private static void requireTold(
            Operation operation, DisksStage stage, CommandExecutor executor, Whole whole, String what) {
        boolean done = true;
        try {
            operation.on(stage.vmm(executor).disks());
        } catch (VmmException e) {
            done = false;
            assertThat(e.getMessage() + e.hint())
                    .as(what)
                    .doesNotContainPattern("\\{[a-z]+}")
                    .doesNotContain("Optional");
        }
        assertThat(state(stage))
                .as("%s of %s, done: %s", what, operation, done)
                .isEqualTo(done ? whole.after() : whole.before());
    }

    static Stream<Arguments> broken() {
        return Stream.of("vmctl", "mkdir", "ln", "mv", "stat", "sha256", "cat", "df", "dd", "chmod", "chown", "ls")
                .flatMap(program -> Stream.of(Operation.values()).map(operation -> Arguments.of(program, operation)));
    }

    /** Not only a whole script can fail, but each program in it. Without rm(1) nothing can be cleared up. */
    @ParameterizedTest
    @MethodSource("broken")
    void a_program_that_cannot_be_run_leaves_the_whole_image_or_nothing(String program, Operation operation) {
        Whole whole = Whole.of(operation);
        try (DisksStage stage = stage()) {
            String path = stage.sh("command -v " + program).strip();
            int mode = stage.host().files().mode(path);
            stage.host().files().setMode(path, 0);
            boolean done = true;
            try {
                operation.on(stage.disks());
            } catch (VmmException e) {
                done = false;
            }
            stage.host().files().setMode(path, mode);

            if ((program.equals("vmctl") && operation != Operation.UPLOAD)
                    || (program.equals("ln") && operation != Operation.DELETE)) {
                assertThat(done).isFalse();
            }
            assertThat(state(stage)).as("done: %s", done).isEqualTo(done ? whole.after() : whole.before());
        }
    }

    static Stream<Arguments> forGood() {
        return Stream.of(Operation.values())
                .flatMap(operation -> List.of(Fault.values()).stream().map(fault -> Arguments.of(operation, fault)));
    }

    /** A host that is never reached again cannot be cleaned up: then the error names what may be left. */
    @ParameterizedTest
    @MethodSource("forGood")
    void a_host_that_is_lost_has_the_whole_image_or_only_what_the_error_names(Operation operation, Fault fault) {
        Whole whole = Whole.of(operation);
        for (int trip = 1; trip <= whole.trips(); trip++) {
            try (DisksStage stage = stage()) {
                FaultyExecutor faulty = FaultyExecutor.around(
                        stage.host().executor(), stage.host().timeline());
                faulty.spoilFrom(trip, fault);
                VmmException failure = null;
                try {
                    operation.on(stage.vmm(faulty).disks());
                } catch (VmmException e) {
                    failure = e;
                }
                String now = state(stage);
                if (now.equals(whole.before()) || now.equals(whole.after())) {
                    assertThat(failure).isNotNull();
                    continue;
                }
                assertThat(failure).as("%s from %d: %s", fault, trip, now).isNotNull();
                assertThat(failure.code()).isEqualTo(DiskError.OUTCOME_UNKNOWN);
                String hint = failure.hint();
                stage.sh(hint.substring(hint.indexOf("rm -rf")));
                assertThat(state(stage)).as("%s from %d", fault, trip).isIn(whole.before(), whole.after());
            }
        }
    }
}
